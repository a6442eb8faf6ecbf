using System.Collections.Concurrent;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>The requests that came, by kind and in their order, and how much was answered.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<RequestKind> requests = new();
    private long answeredBytes;

    public IReadOnlyList<RequestKind> All => [.. requests];

    /// <summary>Bytes of the answers' bodies.</summary>
    public long AnsweredBytes => Interlocked.Read(ref answeredBytes);

    public void Clear()
    {
        requests.Clear();
        Interlocked.Exchange(ref answeredBytes, 0);
    }

    internal void AddAnswer(int length) => Interlocked.Add(ref answeredBytes, length);

    internal void Add(RequestKind kind) => requests.Enqueue(kind);
}
