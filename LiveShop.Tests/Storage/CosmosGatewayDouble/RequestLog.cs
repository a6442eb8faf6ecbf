using System.Collections.Concurrent;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>The requests that came, by kind and in their order.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<RequestKind> requests = new();

    public IReadOnlyList<RequestKind> All => [.. requests];

    public void Clear() => requests.Clear();

    internal void Add(RequestKind kind) => requests.Enqueue(kind);
}
