using System.Net.Sockets;

namespace LiveShop.Local.Realtime.DirectSend;

/// <summary>
/// The stream under a client's WebSocket. SignalR opens and closes the WebSocket and answers pings through it; a message to a
/// group is written straight to the socket with one system call on the sender's thread, without the three pipes of SignalR
/// and Kestrel and their thread switches.
/// </summary>
/// <param name="kestrel">Kestrel's stream: for all reads, and for writes before the first read.</param>
/// <param name="socket">The connection's socket, non-blocking and without TLS.</param>
public sealed class DirectStream(Stream kestrel, Socket socket) : Stream
{
    // Starts locked: nothing may be sent before SignalR's handshake response.
    private readonly SemaphoreSlim writeLock = new(0, 1);
    private bool isWithinMessage = true;
    private volatile bool isWithinFrame;
    private volatile bool hasClientSpoken;
    private volatile bool useKestrelPipe;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>
    /// Sends a whole message in one frame, between two messages of SignalR's own. Completes synchronously while the socket's
    /// buffer has room.
    /// </summary>
    /// <exception cref="IOException">The connection is closed, or breaks.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        await writeLock.WaitAsync();
        try
        {
            await WriteLockedAsync(frame, CancellationToken.None);
        }
        finally
        {
            writeLock.Release();
        }
    }

    /// <summary>Writes one frame of SignalR's own. The lock is held from the first to the last frame of a message.</summary>
    /// <param name="buffer">Exactly one frame, as <see cref="System.Net.WebSockets.WebSocket"/> writes them.</param>
    /// <param name="cancellationToken">When it cancels the write of a frame halfway, nothing more can be sent.</param>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (isControl, isLast) = WebSocketFrame.Read(buffer.Span);
        if (!isWithinMessage)
            await writeLock.WaitAsync(cancellationToken);
        if (!isControl)
            isWithinMessage = !isLast;
        try
        {
            await WriteLockedAsync(buffer, cancellationToken);
        }
        catch
        {
            isWithinMessage = false;
            throw;
        }
        finally
        {
            if (!isWithinMessage)
                writeLock.Release();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await kestrel.ReadAsync(buffer, cancellationToken);
        hasClientSpoken |= count > 0;
        return count;
    }

    // Nothing is buffered here.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            kestrel.Dispose();
        base.Dispose(disposing);
    }

    // Once the client has sent something, the answer to its upgrade has left Kestrel's pipe and the socket may be used, because
    // a client must not send before it has that answer (RFC 6455, section 4.1). After a write before that, all writes stay with
    // the pipe, or they could overtake it.
    private ValueTask WriteLockedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (!hasClientSpoken)
            useKestrelPipe = true;
        return useKestrelPipe ? kestrel.WriteAsync(bytes, cancellation) : SendAllAsync(bytes, cancellation);
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (isWithinFrame)
            throw new IOException("The write of an earlier frame was cancelled halfway.");

        var sent = socket.Send(bytes.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
            throw new IOException("The connection broke.", new SocketException((int)error));

        // The remainder waits until the socket's buffer has room.
        for (var remainder = bytes[sent..]; remainder.Length > 0; remainder = remainder[sent..])
        {
            isWithinFrame = true;
            sent = await socket.SendAsync(remainder, SocketFlags.None, cancellation);
        }

        isWithinFrame = false;
    }
}
