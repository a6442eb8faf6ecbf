using System.Text;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Malicious or malformed input values.</summary>
internal static class Hostile
{
    /// <summary>Valid Unicode texts that would be harmful in a query, a page or a path.</summary>
    public static readonly string[] Texts =
    [
        "' OR 1=1 --", "'; DROP TABLE documents; --", "\" OR \"\"=\"", "') UNION SELECT body FROM documents --", "%' ESCAPE '", "$filter", "@type", "c.type", "\\' or true//",
        "x' AND STARTSWITH(c.id, 'a", "{\"$ne\":null}", "${jndi:ldap://x}", "{{7*7}}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
        "../../etc/passwd", "..\\..\\x", "%2e%2e%2f", "CON", "null", "undefined", "NaN", "true", "0", "-1", "[]", "{}", "", " ", "\t", "\u00a0", "\u200b", "\ufeff",
        "\u202etxet", "\u2066x\u2069", "e\u0301", "\u0130", "ß", "ﬃ", "𝕏", "👩‍👩‍👧‍👦", "ЧАЙНИК", "绿茶", "شاي", "\u0000", "a\u0000b", "\u001b[31m", "\u007f", "\u0085", "\ufffe", "\uffff",
        "a\r\nSet-Cookie: x=1", "line\u2028separator", "http://", "//evil.example/x", "https://user:pass@evil.example/", "file:///etc/passwd", "data:text/html,x", "/ok?x=1#y", "http://[::1", "https://例え.テスト/",
    ];

    /// <summary>Texts in JSON as no proper writer makes them.</summary>
    public static readonly string[] RawTexts =
    [
        "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"\\u0000\"", "\"\\u000\"", "\"\\x41\"", "\"\\\"", "\"unfinished", "'single'", "\"tab\there\"", "\"\\u202e\\u202d\"", "\"\\u0061\"", "\"\\/\"",
    ];

    public static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "1.0", "1.5", "1e0", "1e2", "1e400", "-1e400", "1e-400", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "2147483648", "-2147483649",
        "99999999999999999999999999999999999999999999", "0.1", "01", "+1", ".5", "5.", "0x10", "1_000", "NaN", "Infinity", "-", "1e", "900000000001",
    ];

    public static readonly byte[][] Bytes =
    [
        [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xf0, 0x82, 0x82, 0xac], [0xed, 0xa0, 0x80], [0xed, 0xb0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff], [0xfe, 0xff], [0x80], [0xc3], [0xef, 0xbb, 0xbf], [0x00], [0x1a],
    ];

    public static readonly string[] PathParts =
    [
        "%2F", "%2f..%2f", "..%2F..%2Fx", "%2e%2e", "%252e%252e%252f", "%252F", "%5c", "%5C..%5C", ";x=1", "a;b", ".", "..", "...", "%00", "%", "%zz", "%u0041", "%c0%ae", "%ff", "%ed%a0%80", "%E2%80%AE",
        "%0d%0aX:y", "%20", "+", "a%3Fb", "a%23b", "*", "~", "%7B%7D", "{id}", "$count", "@me", "UPPER", "change-1", "order", "%61", "a'--", "nul", "%EF%BC%8F", "a|b", "a\"b", "a<b>", "a\\b", "^", "`",
    ];

    public static readonly string[] Targets =
    [
        "/", "//", "/api", "/api/", "/API/livestreams", "//api/livestreams", "/api//livestreams", "/api/./livestreams", "/api/../api/products", "/x/../api/products", "/api/products/", "/api/products/.", "/api/products/..",
        "/api%2Fproducts", "/%61pi/products", "/api/products%3Flimit=1", "/api;x/products", "/api/products;v=1", "http://localhost/api/products", "http://evil.example/api/products", "/dev/token", "/dev/token/", "/DEV/TOKEN",
        "/client", "/client/negotiate", "/client?hub=liveshop&id=x", "/client/negotiate?hub=liveshop&access_token=x.y.z", "/config.json", "/docs", "/docs/index.html", "/docs/..%2f..%2fweb", "/sample/images/..%2f..%2fcatalog.json",
        "/sample/images/../catalog.json", "/sample/images/%2e%2e/%2e%2e/appsettings.json", "/sample/images/mug.svg%00", "/sample/video/..%5c..%5cx", "/.liveshop/signing.key", "/..%2f.liveshop/signing.key", "/api/openapi.json", "/api/health",
    ];

    public static readonly string[] Queries =
    [
        "limit=", "limit=0", "limit=201", "limit=-1", "limit=1e2", "limit=1&limit=2", "limit[]=1", "limit[0]=1", "LIMIT=3", "limit=%31", "limit=９", "limit=1%00", "limit=99999999999999999999", "status=live&status=ended", "status=LIVE", "status=0",
        "status=live%00", "continuationToken=", "continuationToken=AAAA", "continuationToken=%FF", "continuationToken=null", "search=%00", "search=%F0%9F%98%80", "search=%ED%A0%80", "search=%25", "search=_", "search[]=x", "search=a&search=b", "after=-1",
        "after=9223372036854775808", "after=1.5", "after=", "access_token=x", "code=x", "_method=DELETE", "&&&", "=", "=x", "?", "a=b=c", "%", "%zz=1", "x;y=1", "callback=alert", "format=xml", "$filter=1 eq 1".Replace(' ', '+'),
    ];

    public static readonly (string Name, string Value)[] Headers =
    [
        ("If-Match", "*"), ("If-Match", "\"1\""), ("If-Match", "W/\"1\""), ("If-Match", "\"1\", \"2\""), ("If-Match", "1"), ("If-Match", "\""), ("If-Match", ""), ("If-Match", "\"99999999999999999999\""), ("If-Match", "\"-1\""), ("If-Match", "\"٣\""),
        ("If-None-Match", "*"), ("If-None-Match", "\"1\", W/\"2\""), ("If-None-Match", "\"\"\""), ("If-None-Match", "x"), ("Idempotency-Key", ""), ("Idempotency-Key", "a"), ("Idempotency-Key", "a b"), ("Idempotency-Key", "' OR 1=1"), ("Idempotency-Key", "\u00e9"),
        ("Content-Type", "text/plain"), ("Content-Type", "application/json; charset=utf-16"), ("Content-Type", "application/json;"), ("Content-Type", "application/json, text/html"), ("Content-Type", ""), ("Content-Type", "application/x-www-form-urlencoded"),
        ("Content-Type", "multipart/form-data; boundary=x"), ("Content-Type", "application/problem+json"), ("Content-Type", "application/json; charset=\"utf-8\"; charset=x"), ("Content-Encoding", "gzip"), ("Content-Encoding", "identity"), ("Content-Encoding", "br, x"),
        ("X-HTTP-Method-Override", "DELETE"), ("X-HTTP-Method", "PUT"), ("X-Method-Override", "DELETE"), ("X-Original-URL", "/dev/token"), ("X-Rewrite-URL", "/dev/token"), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/x"), ("Forwarded", "for=127.0.0.1;host=evil.example"), ("Accept", "text/html"), ("Accept", "*/*;q=0"), ("Accept-Encoding", "gzip, br, *;q=0"), ("Accept-Language", "zz"), ("Range", "bytes=0-0"),
        ("Range", "bytes=-1"), ("Origin", "null"), ("Origin", "https://evil.example"), ("Expect", "100-continue"), ("Expect", "x"), ("Upgrade", "h2c"), ("Connection", "Upgrade, HTTP2-Settings"), ("Connection", "close"), ("Cookie", "access_token=x; a=b;;="),
        ("traceparent", "00-00000000000000000000000000000000-0000000000000000-00"), ("traceparent", "x"), ("tracestate", "a=b,c"), ("baggage", "x=y"), ("Transfer-Encoding", "chunked"), ("TE", "trailers"), ("Trailer", "X"), ("Via", "1.1 x"), ("Max-Forwards", "0"),
        ("If-Modified-Since", "x"), ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"), ("Date", "x"), ("From", "\u00ff"), ("X-Long", new string('a', 3000)), ("Sec-WebSocket-Key", "x"),
    ];

    /// <summary>Header lines that the web server refuses.</summary>
    public static readonly (string Name, string Value)[] TooMuch =
    [
        ("X-Long", new string('a', 40_000)), ("Authorization", $"Bearer {new string('a', 33_000)}"), ("Cookie", new string(';', 33_000)), ("X-Bytes", "\u0080\u00ff"), ("X-Nul", "a\0b"), ("X Space", "x"), ("", "x"), ("X-Fold", "a\r\n b"), ("Host", "evil.example"),
        ("Host", ""), ("Content-Length", "5"), ("Content-Length", "x"), ("Transfer-Encoding", "gzip"), ("X-Cr", "a\rb"),
    ];

    public static readonly string[] Authorizations =
    [
        "", "Bearer", "Bearer ", "Basic YTpi", "bearer x", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer null", "Digest x=\"y\"", "Bearer a, Bearer b", $"Bearer {new string('a', 9000)}", "Bearer ....", "Bearer eyJhbGciOiJub25lIn0",
    ];

    public static readonly string[] Methods = ["HEAD", "OPTIONS", "TRACE", "BREW", "get", "GeT", "PROPFIND", "DELETE", "PUT", "PATCH", "POST", "GET", "LINK", "PRI", new string('M', 200)];

    public static string Escaped(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text.Length > 300 ? text[..300] : text).Select(b => b is >= (byte)'a' and <= (byte)'z' ? $"{(char)b}" : $"%{b:X2}"));
}
