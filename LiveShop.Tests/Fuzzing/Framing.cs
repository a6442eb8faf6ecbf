using System.Globalization;
using System.Text;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Requests whose very form is wrong, or such that two servers could read them differently.</summary>
internal static class Framing
{
    private const string ToCarts = "POST /api/carts/nothing/items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private const string Body = "{\"productId\":\"nothing\"}";

    private static readonly string Length = $"Content-Length: {Body.Length.ToString(CultureInfo.InvariantCulture)}\r\n";
    private static readonly string Chunk = $"{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n";

    private static readonly string[] Requests =
    [
        $"{ToCarts}{Length}{Length}\r\n{Body}", $"{ToCarts}{Length}Content-Length: 3\r\n\r\n{Body}", $"{ToCarts}Content-Length: 22, 22\r\n\r\n{Body}", $"{ToCarts}Content-Length: +22\r\n\r\n{Body}", $"{ToCarts}Content-Length: -1\r\n\r\n{Body}",
        $"{ToCarts}Content-Length: 0x16\r\n\r\n{Body}", $"{ToCarts}Content-Length: 99999999999999999999\r\n\r\n{Body}", $"{ToCarts}Content-Length: 9223372036854775807\r\n\r\n{Body}", $"{ToCarts}Content-Length: 100\r\n\r\n{Body}", $"{ToCarts}Content-Length: 5\r\n\r\n{Body}",
        $"{ToCarts}{Length}Transfer-Encoding: chunked\r\n\r\n{Chunk}", $"{ToCarts}Transfer-Encoding: chunked\r\n{Length}\r\n{Body}", $"{ToCarts}Transfer-Encoding: chunked, chunked\r\n\r\n{Chunk}", $"{ToCarts}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n{Chunk}",
        $"{ToCarts}Transfer-Encoding: xchunked\r\n\r\n{Chunk}", $"{ToCarts}Transfer-Encoding:\tchunked\r\n\r\n{Chunk}", $"{ToCarts}Transfer-Encoding : chunked\r\n\r\n{Chunk}", $"{ToCarts}Transfer-Encoding: CHUNKED\r\n\r\n{Chunk}", $"{ToCarts}Transfer-Encoding: gzip, chunked\r\n\r\n{Chunk}",
        $"{ToCarts}Transfer-Encoding: chunked\r\n\r\nzz\r\n", $"{ToCarts}Transfer-Encoding: chunked\r\n\r\n-1\r\n", $"{ToCarts}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx", $"{ToCarts}Transfer-Encoding: chunked\r\n\r\n5\r\nab", $"{ToCarts}Transfer-Encoding: chunked\r\n\r\n5;{new string('e', 9000)}\r\nabcde\r\n0\r\n\r\n",
        $"{ToCarts}Transfer-Encoding: chunked\r\n\r\n{Chunk[..^2]}Content-Length: 7\r\nHost: x\r\n\r\n", $"{ToCarts}Transfer-Encoding: chunked\r\n\r\n16\n{Body}\n0\n\n", "GET /api/health HTTP/1.1\r\n\r\n", "GET /api/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /api/health HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost : localhost\r\n\r\n", "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX\r\n\r\n", "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n", "GET /api/health HTTP/1.1\r\n Host: localhost\r\n\r\n", "GET /api/health HTTP/1.1\nHost: localhost\n\n", "GET /api/health HTTP/1.1\rHost: localhost\r\r",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n", "GET /api/health HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n", "GET /api/health\r\n\r\n", "GET /api/health HTTP/1.0\r\n\r\n", "GET /api/health HTTP/2.0\r\nHost: localhost\r\n\r\n", "GET /api/health HTTP/9.9\r\nHost: localhost\r\n\r\n", "GET  /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health HTTP/1.1 x\r\nHost: localhost\r\n\r\n", "GET /api /health HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /a\0b HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\r\n\r\n\r\nGET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", " GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", "G\u00cbT /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /api/health HTTP/1.1\r\nHost: localhost", "GET /api/hea", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
        "SSH-2.0-x\r\n", "\0\0\0\0\0\0\0\0", "{\"productId\":\"x\"}", "GET /client?hub=liveshop HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n", $"GET /api/health HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Repeat("X: y\r\n", 200))}\r\n",
        $"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n", $"{new string('A', 9000)} / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET http://localhost:99999/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET ftp://localhost/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET http:///api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET //// HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ];

    /// <param name="proper">To be spoiled in its bytes, half of the times.</param>
    public static byte[] Of(FuzzRequest proper, Random random) => random.Next(2) == 0
        ? Encoding.Latin1.GetBytes(Requests[random.Next(Requests.Length)])
        : Enumerable.Range(0, random.Next(1, 4)).Aggregate(proper.ToBytes(), (bytes, _) => JsonMutations.SpoiledBytes(bytes, random));
}
