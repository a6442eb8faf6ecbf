using System.Runtime.InteropServices;

namespace LiveShop.Bench.Load;

/// <summary>A TCP connection to the server under test. Incomplete data is kept until the remainder has arrived.</summary>
internal abstract unsafe class Connection : IDisposable
{
    private readonly EventLoop loop;
    private byte[]? incomplete;
    private byte[]? unsent;

    protected Connection(EventLoop loop, int port)
    {
        this.loop = loop;
        Socket = Libc.ConnectTo(port);
        loop.Add(this);
    }

    public int Socket { get; }

    public bool IsClosed { get; private set; }

    public void BecomeReadable()
    {
        var kept = incomplete?.Length ?? 0;
        incomplete?.CopyTo(loop.Scratch, 0);
        nint count;
        fixed (byte* pointer = loop.Scratch)
            count = Libc.Receive(Socket, pointer + kept, loop.Scratch.Length - kept, 0);
        if (count < 0 && Marshal.GetLastPInvokeError() == Libc.TryAgain)
            return;
        if (count <= 0)
        {
            Fail();
            return;
        }

        var received = loop.Scratch.AsSpan(0, kept + (int)count);
        var consumed = Receive(received);
        incomplete = IsClosed || consumed == received.Length ? null : received[consumed..].ToArray();
    }

    public void BecomeWritable()
    {
        loop.Watch(this, writable: false);
        var bytes = unsent;
        unsent = null;
        IsConnected = true;
        if (bytes is not null)
            Send(bytes);
    }

    public void Dispose()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        loop.Remove(this);
        _ = Libc.Close(Socket);
    }

    /// <returns>Number of bytes consumed; the others are passed again together with the next ones.</returns>
    protected abstract int Receive(ReadOnlySpan<byte> bytes);

    /// <summary>Called when the server has closed the connection, or it broke.</summary>
    protected abstract void Lost();

    protected void Send(ReadOnlySpan<byte> bytes)
    {
        if (!IsConnected || unsent is not null)
        {
            unsent = [.. unsent ?? [], .. bytes];
            return;
        }

        nint count;
        fixed (byte* pointer = bytes)
            count = Libc.Send(Socket, pointer, bytes.Length, Libc.NoSignal);
        if (count == bytes.Length)
            return;
        if (count < 0 && Marshal.GetLastPInvokeError() != Libc.TryAgain)
        {
            Fail();
            return;
        }

        unsent = bytes[(int)Math.Max(0, count)..].ToArray();
        loop.Watch(this, writable: true);
    }

    protected void Fail()
    {
        if (IsClosed)
            return;
        Dispose();
        Lost();
    }

    private bool IsConnected { get; set; }
}
