using System.Collections.Concurrent;
using System.Text.Json;

namespace LiveShop.Bench.Servers;

/// <summary>The streams of the peers written here: in memory, with ready-made states of which only the number changes.</summary>
internal sealed class PeerStreams
{
    private readonly ConcurrentDictionary<string, PeerStream> streams = new(StringComparer.Ordinal);

    public PeerStream this[string id] => streams.GetOrAdd(id, _ => new PeerStream(id));

    /// <summary>The routes that the load generator uses.</summary>
    /// <param name="announce">Tells a stream's customers its new state.</param>
    public void Map(WebApplication app, Func<PeerStream, Task> announce)
    {
        app.MapPost("/api/livestreams/{id}/pin-product", (string id, PinRequest _) => ChangeAsync(this[id], announce));
        app.MapDelete("/api/livestreams/{id}/pinned-products/{productId}", (string id, string productId) => ChangeAsync(this[id], announce));
        app.MapGet("/api/livestreams/{id}/pinned-products", (string id) => Results.Text(this[id].Json, "application/json"));
    }

    private static async Task<IResult> ChangeAsync(PeerStream stream, Func<PeerStream, Task> announce)
    {
        var json = stream.Change();
        await announce(stream);
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
