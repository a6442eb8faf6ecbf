using System.Diagnostics;

namespace LiveShop.Bench.Load;

/// <summary>A customer who watches a stream. Checks the version of every message.</summary>
internal sealed class Customer(StreamLog stream) : IDisposable
{
    private WebSocketConnection? socket;
    private TaskCompletionSource<bool> greeted = new();

    public StreamLog Stream => stream;

    /// <summary>The newest version received; -1 before the first.</summary>
    public long Version { get; private set; } = -1;

    public long Messages { get; private set; }

    public long Skipped { get; private set; }

    public long Repeated { get; private set; }

    public long OutOfOrder { get; private set; }

    public long LastMessageAt { get; private set; }

    /// <summary>When the newest version arrived.</summary>
    public long NewestAt { get; private set; }

    /// <summary>True after the first message of the server, false when it closed the connection before.</summary>
    public Task<bool> Greeted => greeted.Task;

    /// <summary>Whether it may send heartbeats: before the handshake is answered the server would refuse one.</summary>
    public bool IsGreeted => socket is { IsClosed: false } && greeted.Task is { IsCompletedSuccessfully: true, Result: true };

    public void Connected(WebSocketConnection connection) => socket = connection;

    public void SendText(ReadOnlySpan<byte> text)
    {
        if (IsGreeted)
            socket!.SendText(text);
    }

    public void Receive(ReadOnlySpan<byte> message)
    {
        var now = Stopwatch.GetTimestamp();
        greeted.TrySetResult(true);
        for (var rest = message; Versions.Next(rest, out var end) is var version and >= 0; rest = rest[end..])
        {
            Messages++;
            LastMessageAt = now;
            Take(version, now, isMessage: true);
        }
    }

    public void Lost() => greeted.TrySetResult(false);

    public void TakeSnapshot(long version) => Take(version, Stopwatch.GetTimestamp(), isMessage: false);

    public void ResetCounts() => (Messages, Skipped, Repeated, OutOfOrder) = (0, 0, 0, 0);

    /// <summary>Disconnects and forgets what was received.</summary>
    public void Dispose()
    {
        socket?.Dispose();
        (socket, Version, greeted) = (null, -1, new());
    }

    private void Take(long version, long now, bool isMessage)
    {
        if (version <= Version)
        {
            if (isMessage && version == Version)
                Repeated++;
            else if (isMessage)
                OutOfOrder++;
            return;
        }

        if (isMessage && Version >= 0)
            Skipped += version - Version - 1;
        for (var overtaken = Math.Max(Version + 1, version - 1000); overtaken <= version; overtaken++)
            stream.Arrived(overtaken, now);
        var before = Version;
        (Version, NewestAt) = (version, now);
        stream.Holds(before, version);
    }
}
