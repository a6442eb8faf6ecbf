using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Crashes;

/// <summary>
/// An admin who changes one stream, one thing after the other. What they pin nobody else pins, so that they know what each of
/// their commands has to come to; the host of the show also starts, stops and reorders.
/// </summary>
internal sealed class SimulatedAdmin(HttpClient http, StreamLedger ledger, string name, IReadOnlyList<string> ownProducts, bool isHost, Random random)
{
    private readonly string address = $"/api/livestreams/{ledger.StreamId}";
    private JsonElement? state;
    private int edits;

    public async Task WorkAsync()
    {
        state ??= await http.TryAsync(HttpMethod.Get, address);
        if (state is { } known)
            await NextCommand(known);
    }

    private Task NextCommand(JsonElement known) => random.Next(20) switch
    {
        < 5 => EditAsync(),
        < 6 when isHost => StartOrStopAsync(known),
        < 9 when isHost && known.Pins().Count() > 1 => ReorderAsync(known),
        _ => ChangeAPinAsync(known, ownProducts[random.Next(ownProducts.Count)]),
    };

    private Task EditAsync()
    {
        var title = $"{name} {edits++}";
        return AskAsync(new(name, "edited", Title: title), HttpMethod.Patch, "", new { title });
    }

    private Task StartOrStopAsync(JsonElement known) => known.Text("status") == "live"
        ? AskAsync(new(name, "stopped"), HttpMethod.Post, "/stop")
        : AskAsync(new(name, "started"), HttpMethod.Post, "/start");

    private async Task ReorderAsync(JsonElement known)
    {
        var productIds = known.Pins().Skip(1).Append(known.Pins().First()).ToList();
        await AskAsync(new(name, "products-reordered", MayChangeNothing: true), HttpMethod.Put, "/pinned-products/order", new { productIds });
        if (state is { } ordered)
            Assert.Equal(productIds, ordered.Pins());
    }

    private Task ChangeAPinAsync(JsonElement known, string productId)
    {
        if (!known.Pins().Contains(productId))
            return AskAsync(new(name, "product-pinned", productId), HttpMethod.Post, "/pin-product", new { productId });
        if (random.Next(2) == 0)
            return AskAsync(new(name, "product-unpinned", productId), HttpMethod.Delete, $"/pinned-products/{productId}");

        var isActive = !known.Pin(productId).GetProperty("isActive").GetBoolean();
        return AskAsync(new(name, isActive ? "product-shown" : "product-hidden", productId), HttpMethod.Patch, $"/pinned-products/{productId}", new { isActive });
    }

    // Afterwards the state is what was answered; none when it was refused, or not answered.
    private async Task AskAsync(AskedChange change, HttpMethod method, string path, object? body = null)
    {
        var answer = await http.TryAsync(method, address + path, body);
        state = answer is { } answered && !answered.IsProblem() ? answered : null;
        if (answer is null)
            ledger.LeaveUnanswered(change);
        if (state is { } changed)
            ledger.Acknowledge(changed.Version(), change);
    }
}
