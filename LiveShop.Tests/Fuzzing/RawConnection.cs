using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveShop.Tests.Fuzzing;

/// <summary>A socket that sends any bytes, and reads answers of HTTP/1.1.</summary>
internal sealed class RawConnection : IDisposable
{

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    public static Task<RawConnection> OpenAsync(int port, CancellationToken cancellation) =>
        OpenAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);

    public static async Task<RawConnection> OpenAsync(IPEndPoint server, CancellationToken cancellation)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(server, cancellation);
        return connection;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
    }

    /// <summary>Closes the sending side, so that a server that waits for the rest of a request sees its end.</summary>
    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    /// <returns>Null when the connection ended without an answer.</returns>
    public async Task<RawAnswer?> ReadAsync(bool isHead, CancellationToken cancellation)
    {
        try
        {
            while (await LineAsync(cancellation) is { } statusLine)
            {
                var status = int.Parse(statusLine.Split(' ')[1], CultureInfo.InvariantCulture);
                var headers = await HeadersAsync(cancellation);
                if (status >= 200)
                    return await WithBodyAsync(new(status, headers, []), isHead, cancellation);
            }
        }
        catch (Exception reset) when (reset is SocketException or EndOfStreamException)
        {
            // The other side had not read all that was sent to it, and its end came as a reset.
        }

        return null;
    }

    public void Dispose() => socket.Dispose();

    private async Task<RawAnswer> WithBodyAsync(RawAnswer answer, bool isHead, CancellationToken cancellation)
    {
        if (isHead || answer.Status is 204 or 304)
            return answer;
        if (answer.Header("Transfer-Encoding") is "chunked")
            return answer with { Body = await ChunksAsync(cancellation) };

        var length = answer.Header("Content-Length") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        return answer with { Body = await BytesAsync(length, cancellation) };
    }

    private async Task<List<(string, string)>> HeadersAsync(CancellationToken cancellation)
    {
        var headers = new List<(string, string)>();
        while (await RequireLineAsync(cancellation) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        return headers;
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>();
        while (int.Parse(await RequireLineAsync(cancellation), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var length and > 0)
        {
            body.Write(await BytesAsync(length, cancellation));
            await RequireLineAsync(cancellation);
        }

        await RequireLineAsync(cancellation);
        return body.WrittenSpan.ToArray();
    }

    private async Task<string> RequireLineAsync(CancellationToken cancellation) =>
        await LineAsync(cancellation) ?? throw new EndOfStreamException();

    private async Task<string?> LineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end && !await FillAsync(cancellation))
                return line.Length == 0 ? null : throw new EndOfStreamException();

            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            line.Append(Encoding.Latin1.GetString(buffer, start, length < 0 ? end - start : length));
            start = length < 0 ? end : start + length + 1;
            if (length >= 0)
                return line.ToString().TrimEnd('\r');
        }
    }

    private async Task<byte[]> BytesAsync(int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        for (var filled = 0; filled < length;)
        {
            if (start == end && !await FillAsync(cancellation))
                throw new EndOfStreamException();
            var taken = Math.Min(length - filled, end - start);
            buffer.AsSpan(start, taken).CopyTo(bytes.AsSpan(filled));
            (filled, start) = (filled + taken, start + taken);
        }

        return bytes;
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        start = 0;
        end = await socket.ReceiveAsync(buffer, cancellation);
        return end > 0;
    }
}
