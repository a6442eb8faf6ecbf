using System.Net.Sockets;

namespace LiveShop.Local.Realtime;

/// <summary>
/// The bytes under a customer's WebSocket. SignalR opens it, answers pings and closes it; a state for many customers goes
/// straight to each one's socket, in one system call on the sender's thread, past the three pipes that SignalR and Kestrel
/// would copy it through and the threads that would hand it on.
/// </summary>
/// <param name="kestrel">Kestrel's own way: for reading, and for what is written before the client has said anything.</param>
/// <param name="socket">What Kestrel itself reads from and writes to, bytes as they are: not under TLS.</param>
public sealed class DirectStream(Stream kestrel, Socket socket) : Stream
{
    // SignalR's first message answers the handshake, and no state may come before it: so its turn has begun.
    private readonly SemaphoreSlim turn = new(0, 1);
    private bool isWithinMessage = true;
    private volatile bool isWithinFrame;
    private volatile bool hasClientSpoken;
    private volatile bool staysWithKestrel;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Sends a whole message, in one frame, between two of the WebSocket's own. It is done at once while the customer reads.</summary>
    /// <exception cref="IOException">The connection is closed, or breaks.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        await turn.WaitAsync();
        try
        {
            await PassOnAsync(frame, CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <param name="buffer">One frame, as a WebSocket writes them. A message may have several; none of ours may come between them.</param>
    /// <param name="cancellationToken">Ends the waiting, for a frame before this one or for room for this one; after the latter nothing more can be sent.</param>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (isControl, isLast) = WebSocketFrame.Read(buffer.Span);
        if (!isWithinMessage)
            await turn.WaitAsync(cancellationToken);
        if (!isControl)
            isWithinMessage = !isLast;
        try
        {
            await PassOnAsync(buffer, cancellationToken);
        }
        catch
        {
            isWithinMessage = false;
            throw;
        }
        finally
        {
            if (!isWithinMessage)
                turn.Release();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await kestrel.ReadAsync(buffer, cancellationToken);
        hasClientSpoken |= count > 0;
        return count;
    }

    // Every write is on its way when it is done.
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

    // A client that has spoken has the answer to its upgrade, so nothing of ours is left in Kestrel's pipe. If something was
    // written before that, it may be: then everything goes that way, or it could be overtaken.
    private ValueTask PassOnAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (!hasClientSpoken)
            staysWithKestrel = true;
        return staysWithKestrel ? kestrel.WriteAsync(bytes, cancellation) : SendAllAsync(bytes, cancellation);
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (isWithinFrame)
            throw new IOException("A frame was broken off: nothing after it could be understood.");

        var sent = socket.Send(bytes.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
            throw new IOException("The connection broke.", new SocketException((int)error));

        // What the customer has not made room for waits for it.
        for (var rest = bytes[sent..]; rest.Length > 0; rest = rest[sent..])
        {
            isWithinFrame = true;
            sent = await socket.SendAsync(rest, SocketFlags.None, cancellation);
        }

        isWithinFrame = false;
    }
}
