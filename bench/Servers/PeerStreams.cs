using System.Collections.Concurrent;
using System.Text.Json;

namespace LiveShop.Bench.Servers;

/// <summary>The streams of the .NET peers: in memory, with prepared states of which only the version changes.</summary>
internal sealed class PeerStreams
{
    private readonly ConcurrentDictionary<string, PeerStream> streams = new(StringComparer.Ordinal);

    public PeerStream this[string id] => streams.GetOrAdd(id, _ => new PeerStream(id));

    /// <summary>Maps the routes that the load generator uses.</summary>
    /// <param name="broadcast">Sends a stream's new state to its customers.</param>
    public void Map(WebApplication app, Func<PeerStream, Task> broadcast)
    {
        app.MapPost("/api/livestreams/{id}/pin-product", (string id, PinRequest _) => ChangeAsync(this[id], broadcast));
        app.MapDelete(
            "/api/livestreams/{id}/pinned-products/{productId}", (string id, string productId) => ChangeAsync(this[id], broadcast));
        app.MapGet("/api/livestreams/{id}/pinned-products", (string id) => Results.Text(this[id].Json, "application/json"));
    }

    private static async Task<IResult> ChangeAsync(PeerStream stream, Func<PeerStream, Task> broadcast)
    {
        var json = stream.Change();
        await broadcast(stream);
        return Results.Text(json, "application/json");
    }

    private sealed record PinRequest(string ProductId, int? DisplayOrder);
}

internal sealed class PeerStream(string id)
{
    private readonly string pins = SampleState.Pins(Pins);
    private long version;

    public static int Pins { get; set; } = 5;

    public string Id => id;

    public string Json => SampleState.Of(id, version, pins);

    public JsonElement State => JsonElement.Parse(Json);

    public string Change() => SampleState.Of(id, Interlocked.Increment(ref version), pins);
}
