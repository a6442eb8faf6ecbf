using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LiveShop.Bench.Load;

/// <summary>Runs all connections and timers on one thread with one epoll. Continuations run on that thread too.</summary>
internal sealed unsafe class EventLoop
{
    private const int MaxEvents = 512;

    // The kernel packs struct epoll_event on x64 and nowhere else.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataOffset + 8;

    private readonly int epoll = Libc.EpollCreate(0);
    private readonly byte* events = (byte*)NativeMemory.AllocZeroed((nuint)(MaxEvents * EventSize));
    private readonly PriorityQueue<TaskCompletionSource, long> timers = new();
    private Connection?[] connections = new Connection?[16_384];

    /// <summary>Receive buffer of all connections.</summary>
    public byte[] Scratch { get; } = GC.AllocateArray<byte>(512 * 1024, pinned: true);

    public T Run<T>(Func<Task<T>> work)
    {
        var running = work();
        while (!running.IsCompleted)
        {
            RunTimers();
            if (running.IsCompleted)
                break;
            var count = Libc.EpollWait(epoll, events, MaxEvents, MillisecondsToNextTimer());
            for (var i = 0; i < count; i++)
                Handle(events + (i * EventSize));
        }

        return running.GetAwaiter().GetResult();
    }

    public Task DelayAsync(TimeSpan time) => UntilAsync(Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    /// <param name="time">A timestamp of <see cref="Stopwatch"/>.</param>
    public Task UntilAsync(long time)
    {
        var timer = new TaskCompletionSource();
        timers.Enqueue(timer, time);
        return timer.Task;
    }

    public void Add(Connection connection)
    {
        if (connection.Socket >= connections.Length)
            Array.Resize(ref connections, connection.Socket * 2);
        connections[connection.Socket] = connection;
        Control(Libc.EpollAdd, connection.Socket, Libc.EpollIn | Libc.EpollOut);
    }

    public void Watch(Connection connection, bool writable) =>
        Control(Libc.EpollModify, connection.Socket, writable ? Libc.EpollIn | Libc.EpollOut : Libc.EpollIn);

    public void Remove(Connection connection) => connections[connection.Socket] = null;

    private void Control(int operation, int socket, int interest)
    {
        Span<byte> epollEvent = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(epollEvent, interest);
        BinaryPrimitives.WriteInt32LittleEndian(epollEvent[DataOffset..], socket);
        fixed (byte* pointer = epollEvent)
            _ = Libc.EpollControl(epoll, operation, socket, pointer);
    }

    private void Handle(byte* epollEvent)
    {
        var flags = *(int*)epollEvent;
        var connection = connections[*(int*)(epollEvent + DataOffset)];
        if ((flags & Libc.EpollOut) != 0)
            connection?.BecomeWritable();
        if ((flags & ~Libc.EpollOut) != 0)
            connection?.BecomeReadable();
    }

    private void RunTimers()
    {
        while (timers.TryPeek(out var timer, out var time) && time <= Stopwatch.GetTimestamp())
        {
            timers.Dequeue();
            timer.SetResult();
        }
    }

    private int MillisecondsToNextTimer()
    {
        if (!timers.TryPeek(out _, out var time))
            return -1;
        var ticks = time - Stopwatch.GetTimestamp();
        return ticks <= 0 ? 0 : (int)Math.Min(1000, ticks * 1000 / Stopwatch.Frequency);
    }
}
