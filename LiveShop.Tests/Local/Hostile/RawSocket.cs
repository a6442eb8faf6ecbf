using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>A TCP socket for requests that violate protocols.</summary>
internal sealed class RawSocket : IDisposable
{
    /// <summary>Timeout of a call, not of a read: the server pings often, so a single read never waits long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[4096];

    /// <param name="receiveBuffer">Size of the receive buffer in bytes.</param>
    public static async Task<RawSocket> OpenAsync(Uri server, int? receiveBuffer = null)
    {
        var connection = new RawSocket();
        if (receiveBuffer is { } bytes)
            connection.socket.ReceiveBufferSize = bytes;
        await connection.socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return connection;
    }

    /// <summary>Sends until everything is sent or the server ends the connection.</summary>
    /// <returns>False when the server has ended the connection.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes, patience.Token)..];
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public Task<bool> SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads until this has come; what came until then.</summary>
    public async Task<string> ReadUntilAsync(string end)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        for (var looked = 0; !text.ToString(looked, text.Length - looked).Contains(end, StringComparison.Ordinal);)
        {
            looked = Math.Max(0, text.Length - end.Length);
            var read = await ReadAsync(patience.Token);
            if (read.Length == 0)
                throw new EndOfStreamException($"It ended before '{end}' came: {text}");
            text.Append(Encoding.Latin1.GetString(read.Span));
        }

        return text.ToString();
    }

    /// <summary>Reads until the server ends the connection; what came until then, at most so many bytes of it.</summary>
    public async Task<string> ReadToEndAsync(int kept = 16 * 1024)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        while (await ReadAsync(patience.Token) is { Length: > 0 } read)
        {
            if (text.Length < kept)
                text.Append(Encoding.Latin1.GetString(read.Span));
        }

        return text.ToString();
    }

    /// <summary>Whether the server says this or ends the connection, before the patience is over.</summary>
    public async Task<bool> IsEndedAsync(char closeFrameStart)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (await ReadAsync(patience.Token) is { Length: > 0 } read)
            {
                if (read.Span.Contains((byte)closeFrameStart))
                    break;
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Closes the sending side and keeps receiving.</summary>
    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Resets the connection instead of closing it.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();

    private async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken patience)
    {
        try
        {
            return buffer.AsMemory(0, await socket.ReceiveAsync(buffer, patience));
        }
        catch (SocketException)
        {
            return default;
        }
    }
}
