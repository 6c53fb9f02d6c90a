-- Whose people somebody is: the view `belonging` says from when on it counts.

-- Whether somebody belongs to an entity.
-- belongs: user:s entity:s now:i -> yes:b
SELECT 1 AS yes FROM belonging WHERE user = $1 AND entity = $2 AND counts <= $3 AND ends > $3 LIMIT 1;

-- Whether two people are colleagues: both belong to the entity, and no leader's word stood behind it, not by the same
-- person's hand.
-- colleague: one:s entity:s now:i other:s -> yes:b
SELECT 1 AS yes
  FROM belonging m
 CROSS JOIN belonging t
 WHERE m.user = $1 AND m.entity = $2 AND m.counts <= $3 AND m.ends > $3
   AND t.user = $4 AND t.entity = $2 AND t.counts <= $3 AND t.ends > $3
   AND (m.client = 1 OR m.adder IS NULL OR t.adder IS NULL OR m.adder <> t.adder)
 LIMIT 1;
