// The list of contacts as a careful team would write it in Java: a servlet, Jackson, JDBC and a pool that keeps the
// statements of each connection prepared.  In Jetty, which Debian has as it has the libraries: it is what such a servlet
// is really served by, while the JDK's own HTTP server is one for tests and tools.
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.commons.dbcp2.BasicDataSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

public final class Contacts extends HttpServlet {
    private static final long DAY_MS = 86400000L;
    private static final ObjectMapper JSON =
        new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> OWN = List.of("leave", "hand_over");
    private static final List<String> INVITED = List.of("revoke", "resend", "extend");
    private static final List<String> OTHER = List.of("revoke", "extend");

    record Entity(String id, String name) {}

    record Contact(String id, String user, String email, String firstName, String lastName, Entity entity, String side,
                   String status, String waitsFor, String since, String from, String until, String addedBy,
                   String addedById, String revokedAt, String revokedBy, boolean declined, String reason,
                   String invitationExpires, String mailFailedAt, boolean dormant, boolean outside, List<String> may) {}

    record Answer(List<Contact> items, String next) {}

    record Problem(int status, String code) {}

    record Claims(String user, String session) {}

    private static final class Refusal extends Exception {
        final Problem problem;

        Refusal(int status, String code) {
            super(code, null, false, false);
            problem = new Problem(status, code);
        }
    }

    private final BasicDataSource pool;
    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final String issuer, actor, facts, lines;

    private Contacts(Map<String, String> settings) throws IOException {
        issuer = settings.get("ISSUER");
        for (String line : Files.readAllLines(Path.of(settings.get("KEYS")))) {
            String[] part = line.split(" ");
            keys.put(part[0], new SecretKeySpec(HexFormat.of().parseHex(part[1]), "HmacSHA256"));
        }
        JsonNode queries = JSON.readTree(Path.of(settings.get("QUERIES")).toFile());
        actor = numbered(queries, "session_actor");
        facts = numbered(queries, "operation_facts");
        lines = numbered(queries, "contact_current");
        pool = new BasicDataSource();
        pool.setUrl("jdbc:sqlite:" + settings.get("DATABASE"));
        pool.setConnectionProperties("open_mode=1"); // read only
        pool.setConnectionInitSqls(List.of("PRAGMA mmap_size = 2147418112"));
        pool.setDefaultAutoCommit(false);
        pool.setPoolPreparedStatements(true);
        pool.setMaxTotal(4);
        pool.setMaxIdle(4);
    }

    private static String numbered(JsonNode queries, String name) {
        return queries.get(name).asText().replace('$', '?');
    }

    private static String timeOf(long ms) {
        return ms == 0 ? null : TIME.format(Instant.ofEpochMilli(ms));
    }

    private Claims claims(HttpServletRequest request) throws Refusal {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies)
            if (cookie.getName().equals("guichet"))
                try {
                    return claims(cookie.getValue().split("\\."));
                } catch (IOException | GeneralSecurityException | IllegalArgumentException wrong) {
                    break;
                }
        throw new Refusal(401, "no_session");
    }

    private Claims claims(String[] part) throws IOException, GeneralSecurityException, Refusal {
        if (part.length != 3)
            throw new Refusal(401, "no_session");
        Base64.Decoder decoder = Base64.getUrlDecoder();
        JsonNode header = JSON.readTree(decoder.decode(part[0]));
        SecretKeySpec key = keys.get(header.path("kid").asText());
        if (key == null || !header.path("alg").asText().equals("HS256"))
            throw new Refusal(401, "no_session");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        byte[] wanted = mac.doFinal((part[0] + "." + part[1]).getBytes(StandardCharsets.US_ASCII));
        if (!MessageDigest.isEqual(wanted, decoder.decode(part[2])))
            throw new Refusal(401, "no_session");
        JsonNode claims = JSON.readTree(decoder.decode(part[1]));
        boolean over = claims.path("exp").asLong() + 60 < System.currentTimeMillis() / 1000;
        if (over || !claims.path("iss").asText().equals(issuer))
            throw new Refusal(401, "no_session");
        return new Claims(claims.path("sub").asText(), claims.path("sid").asText());
    }

    private static PreparedStatement bound(Connection connection, String query, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        for (int i = 0; i < values.length; i++)
            statement.setObject(i + 1, values[i]);
        return statement;
    }

    private static Contact shown(ResultSet row, String user, long now) throws SQLException {
        String status = row.getString(13);
        boolean future = status.equals("active") && row.getLong(15) > now;
        String waitsFor = future ? "start" : status.equals("queued") ? "agreement" : null;
        boolean dormant = status.equals("active") && row.getLong(12) + 30 * DAY_MS < now;
        List<String> may = row.getString(6).equals(user) ? OWN : status.equals("invited") ? INVITED : OTHER;
        return new Contact(row.getString(1), row.getString(6), row.getString(7), row.getString(8), row.getString(9),
            new Entity(row.getString(3), row.getString(4)), row.getString(5), future ? "queued" : status, waitsFor,
            timeOf(row.getLong(14)), timeOf(row.getLong(15)), timeOf(row.getLong(16)), row.getString(20),
            row.getString(21), timeOf(row.getLong(22)), row.getString(23), row.getBoolean(25), row.getString(24),
            timeOf(row.getLong(26)), timeOf(row.getLong(27)), dormant, row.getBoolean(28), may);
    }

    private static Answer list(ResultSet rows, String user, long now, int limit) throws SQLException {
        List<Contact> items = new ArrayList<>(limit);
        String sortName = null;
        while (rows.next()) {
            if (items.size() == limit) {
                byte[] last = (sortName + "\n" + items.get(limit - 1).id()).getBytes(StandardCharsets.UTF_8);
                return new Answer(items, HexFormat.of().formatHex(last));
            }
            sortName = rows.getString(2);
            items.add(shown(rows, user, now));
        }
        return new Answer(items, null);
    }

    private Answer answer(Connection connection, Claims claims, String operation, int limit)
            throws SQLException, Refusal {
        long now = System.currentTimeMillis();
        String user, entity, side;
        try (PreparedStatement statement = bound(connection, actor, now, claims.session(), claims.user());
             ResultSet row = statement.executeQuery()) {
            if (!row.next())
                throw new Refusal(401, "no_session");
            user = row.getString(1);
            entity = row.getString(3);
        }
        try (PreparedStatement statement = bound(connection, facts, user, entity, now, operation);
             ResultSet row = statement.executeQuery()) {
            side = row.next() ? row.getString(5) : null;
        }
        if (side == null)
            throw new Refusal(404, "not_found");
        String of = side.equals("manager") ? "" : entity;
        try (PreparedStatement statement = bound(connection, lines, null, operation, now - 30 * DAY_MS, now, of, "", "", "",
                 limit + 1);
             ResultSet rows = statement.executeQuery()) {
            return list(rows, user, now, limit);
        }
    }

    private Answer answer(HttpServletRequest request) throws SQLException, Refusal {
        Claims claims = claims(request);
        String[] part = request.getPathInfo().split("/");
        String asked = request.getParameter("limit");
        int limit = asked == null ? 50 : asked.matches("\\d{1,3}") ? Integer.parseInt(asked) : 0;
        if (part.length != 3 || !part[2].equals("contacts") || limit < 1 || limit > 100)
            throw new Refusal(400, "bad_request");
        try (Connection connection = pool.getConnection()) {
            try {
                return answer(connection, claims, part[1], limit);
            } finally {
                connection.commit();
            }
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object body;
        response.setContentType("application/json");
        try {
            body = answer(request);
            response.setHeader("Cache-Control", "no-store");
        } catch (Refusal refusal) {
            response.setStatus(refusal.problem.status());
            response.setContentType("application/problem+json");
            body = refusal.problem;
        } catch (SQLException failure) {
            getServletContext().log("the database", failure);
            response.setStatus(503);
            response.setContentType("application/problem+json");
            body = new Problem(503, "unavailable");
        }
        byte[] bytes = JSON.writeValueAsBytes(body);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    public static void main(String[] arguments) throws Exception {
        Server server = new Server(Integer.parseInt(System.getenv("PORT")));
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new Contacts(System.getenv())), "/api/operations/*");
        server.setHandler(context);
        server.start();
        server.join();
    }
}
