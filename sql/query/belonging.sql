-- Whose people somebody is: the view `belonging` says from when on it counts.

-- Whether somebody belongs to an entity.
-- belongs: user:s entity:s now:i -> yes:b
SELECT 1 AS yes FROM belonging b WHERE b.user = :user AND b.entity = :entity AND b.counts <= :now AND b.ends > :now LIMIT 1;

-- Whether two people are colleagues: both belong to the entity, and no leader's word stood behind it, not by the same
-- person's hand.
-- colleague: one:s entity:s now:i other:s -> yes:b
SELECT 1 AS yes
  FROM belonging m
 CROSS JOIN belonging t
 WHERE m.user = :one AND m.entity = :entity AND m.counts <= :now AND m.ends > :now
   AND t.user = :other AND t.entity = :entity AND t.counts <= :now AND t.ends > :now
   AND (m.client = 1 OR m.adder IS NULL OR t.adder IS NULL OR m.adder <> t.adder)
 LIMIT 1;
