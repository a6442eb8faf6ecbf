using System.Buffers.Text;
using System.Text;

namespace LiveShop.Bench.Load;

internal readonly record struct HttpReply(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The number after <c>"version":</c>, or -1.</summary>
    public long Version => Versions.Next(Body, out _);
}

/// <summary>HTTP/1.1 kept alive, one request at a time.</summary>
internal sealed class HttpConnection(EventLoop loop, int port) : Connection(loop, port)
{
    private TaskCompletionSource<HttpReply>? waiting;

    /// <returns>Status 0 when the connection was lost.</returns>
    public Task<HttpReply> SendAsync(string method, string path, string body = "", string headers = "") =>
        SendAsync(Request(method, path, body, headers));

    public Task<HttpReply> SendAsync(ReadOnlySpan<byte> request)
    {
        if (IsClosed)
            return Task.FromResult(new HttpReply(0, []));
        var reply = waiting = new TaskCompletionSource<HttpReply>();
        Send(request);
        return reply.Task;
    }

    /// <param name="headers">Each ends with CRLF.</param>
    public static byte[] Request(string method, string path, string body = "", string headers = "") => Encoding.UTF8.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}"
        + (body.Length > 0
            ? $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
            : method == "GET" ? "" : "Content-Length: 0\r\n")
        + $"\r\n{body}");

    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return 0;

        var status = Utf8Parser.TryParse(bytes[9..12], out int code, out _) ? code : 0;
        var headers = bytes[..(head + 2)];
        var body = bytes[(head + 4)..];
        if (status is 204 or 304)
            return Done(status, [], head + 4);
        if (LengthOf(headers) is { } length)
            return body.Length < length ? 0 : Done(status, body[..length].ToArray(), head + 4 + length);

        var (chunks, end) = Unchunk(body);
        return end < 0 ? 0 : Done(status, chunks, head + 4 + end);
    }

    protected override void Lost() => Answer(new HttpReply(0, []));

    private int Done(int status, byte[] body, int consumed)
    {
        Answer(new HttpReply(status, body));
        return consumed;
    }

    private void Answer(HttpReply reply)
    {
        var answered = waiting;
        waiting = null;
        answered?.SetResult(reply);
    }

    private static int? LengthOf(ReadOnlySpan<byte> headers)
    {
        var at = headers.IndexOf("ontent-Length: "u8);
        if (at < 0)
            at = headers.IndexOf("ontent-length: "u8);
        return at >= 0 && Utf8Parser.TryParse(headers[(at + 15)..], out int length, out _) ? length : null;
    }

    private static (byte[] Body, int End) Unchunk(ReadOnlySpan<byte> bytes)
    {
        var body = new List<byte>(bytes.Length);
        for (var at = 0; ;)
        {
            var line = bytes[at..].IndexOf("\r\n"u8);
            if (line < 0 || !Utf8Parser.TryParse(bytes[at..], out int size, out _, 'x'))
                return ([], -1);
            at += line + 2;
            if (bytes.Length < at + size + 2)
                return ([], -1);
            if (size == 0)
                return ([.. body], at + 2);
            body.AddRange(bytes.Slice(at, size));
            at += size + 2;
        }
    }
}
