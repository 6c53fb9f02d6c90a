<?php
// The list of contacts as a careful team would write it in PHP: a persistent connection, prepared statements, opcache.
declare(strict_types=1);

function problem(int $status, string $code): never
{
    http_response_code($status);
    header('Content-Type: application/problem+json');
    echo json_encode(['status' => $status, 'code' => $code]);
    exit;
}

function bytes(string $text): string
{
    return base64_decode(strtr($text, '-_', '+/'), true) ?: '';
}

function claims(string $token): ?array
{
    $part = explode('.', $token);
    if (count($part) !== 3)
        return null;
    $header = json_decode(bytes($part[0]), true);
    if (($header['alg'] ?? '') !== 'HS256')
        return null;
    foreach (file(getenv('KEYS'), FILE_IGNORE_NEW_LINES) as $line) {
        [$kid, $key] = explode(' ', $line);
        if ($kid !== $header['kid'])
            continue;
        if (!hash_equals(hash_hmac('sha256', "$part[0].$part[1]", hex2bin($key), true), bytes($part[2])))
            return null;
        $claims = json_decode(bytes($part[1]), true);
        return $claims['iss'] === getenv('ISSUER') && $claims['exp'] + 60 > time() ? $claims : null;
    }
    return null;
}

function time_of(?int $ms): ?string
{
    return $ms ? gmdate('Y-m-d\TH:i:s', intdiv($ms, 1000)) . sprintf('.%03dZ', $ms % 1000) : null;
}

function shown(array $row, array $actor, int $now): array
{
    $may = $row['status'] === 'invited' ? ['revoke', 'resend', 'extend'] : ['revoke', 'extend'];
    if ($row['user'] === $actor['user'])
        $may = ['leave', 'hand_over'];
    $status = $row['status'] === 'active' && $row['begins'] > $now ? 'queued' : $row['status'];
    $waits = $status !== 'queued' ? null : ($row['status'] === 'active' ? 'start' : 'agreement');
    return [
        'id' => $row['id'], 'user' => $row['user'], 'email' => $row['email'], 'first_name' => $row['first_name'],
        'last_name' => $row['last_name'], 'entity' => ['id' => $row['entity'], 'name' => $row['entity_name']],
        'side' => $row['side'], 'status' => $status, 'waits_for' => $waits, 'since' => time_of($row['since']), 'from' => time_of($row['begins']),
        'until' => time_of($row['until']), 'added_by' => $row['added_by'], 'added_by_id' => $row['adder'],
        'revoked_at' => time_of($row['revoked_at']), 'revoked_by' => $row['revoked_by'],
        'declined' => $row['declined'] === 1, 'reason' => $row['reason'],
        'invitation_expires' => time_of($row['invited_until']), 'mail_failed_at' => time_of($row['mail_failed']),
        'dormant' => $row['status'] === 'active' && $row['mailbox'] + 30 * 86400000 < $now, 'outside' => $row['outside'] === 1,
        'may' => $may,
    ];
}

$queries = require getenv('QUERIES_PHP');
$db = new PDO('sqlite:' . getenv('DATABASE'), null, null, [
    PDO::ATTR_PERSISTENT => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
]);
$db->exec('PRAGMA mmap_size = 2147418112');

function all(PDO $db, string $query, array $values): array
{
    $statement = $db->prepare($query);
    foreach ($values as $i => $value)
        $statement->bindValue(':p' . ($i + 1), $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
    $statement->execute();
    return $statement->fetchAll();
}

$claims = claims($_COOKIE['guichet'] ?? '') ?? problem(401, 'no_session');
$limit = filter_var($_GET['limit'] ?? 50, FILTER_VALIDATE_INT, ['options' => ['min_range' => 1, 'max_range' => 100]]);
$operation = preg_match('#/api/operations/([^/]{1,64})/contacts$#', $_SERVER['DOCUMENT_URI'], $found) ? $found[1] : '';
if ($limit === false || $operation === '')
    problem(400, 'bad_request');
$now = (int)(microtime(true) * 1000);

$db->beginTransaction();
$actor = all($db, $queries['session_actor'], [$now, $claims['sid'], $claims['sub']])[0] ?? problem(401, 'no_session');
$facts = all($db, $queries['operation_facts'], [$actor['user'], $actor['entity'], $now, $operation])[0] ?? null;
if (!isset($facts['side']))
    problem(404, 'not_found');
$entity = $facts['side'] === 'manager' ? '' : $actor['entity'];
$rows = all($db, $queries['contact_current'], ['', $facts['id'], $now - 30 * 86400000, $now, $entity, '', '', '', $limit + 1]);
$db->commit();

$items = [];
foreach (array_slice($rows, 0, $limit) as $row)
    $items[] = shown($row, $actor, $now);
$last = count($rows) > $limit ? $rows[$limit - 1] : null;
header('Content-Type: application/json');
header('Cache-Control: no-store');
echo json_encode(['items' => $items, 'next' => $last ? bin2hex("$last[sort_name]\n$last[id]") : null],
                 JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
