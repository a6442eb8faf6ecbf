using System.Text.Json;
using LiveShop.Tests.Functions;
using LiveShop.Tests.LiveStreams;

namespace LiveShop.Tests.Histories;

/// <summary>A stream as an answer or a message shows it, or as it should be shown: in words, so that a difference can be read.</summary>
internal sealed record StreamView(long Version, string Content)
{
    public static StreamView ForAdmins(StreamModel model) => new(model.Version,
        $"{Head(model)} {model.Details["description"]} ended {model.EndedAt:O}: {Pins(model.Pins.Index().Select(pin => Pin(pin.Item, pin.Index)))}");

    public static StreamView ForCustomers(StreamModel model) => new(model.Version,
        $"{Head(model)}: {Pins(model.Pins.Where(pin => pin.Active && model.Status == "Live").Index().Select(pin => Pin(pin.Item, pin.Index)))}");

    public static StreamView ForAdmins(JsonElement state) => new(state.Version(),
        $"{Head(state)} {state.Text("description")} ended {Time(state, "endedAt"):O}: {Pins(state)}");

    public static StreamView ForCustomers(JsonElement state) => new(state.Version(), $"{Head(state)}: {Pins(state)}");

    /// <summary>The stock of every product, which changes of the product leave as it is.</summary>
    public const int Stock = 7;

    /// <summary>The name of a product at this price, so that a mix of two versions is detected.</summary>
    public static string NameOf(string productId, long amount) => $"{productId} for {amount}";

    public override string ToString() => $"v{Version} {Content}";

    private static string Head(StreamModel model) =>
        $"{model.Status.ToLowerInvariant()} '{model.Details["title"]}' started {model.StartedAt:O} changed {model.ChangedAt:O}";

    private static string Head(JsonElement state) =>
        $"{state.Text("status")} '{state.Text("title")}' started {Time(state, "startedAt"):O} changed {Time(state, "changedAt"):O}";

    private static string Pins(IEnumerable<string> pins) => string.Join(", ", pins);

    private static string Pins(JsonElement state) => Pins(state.GetProperty("pinnedProducts").EnumerateArray().Select(pin =>
    {
        var card = pin.GetProperty("product");
        var price = card.GetProperty("price");
        return Pin(
            pin.GetProperty("displayOrder").GetInt32(), pin.Text("productId")!, pin.GetProperty("isActive").GetBoolean(), Time(pin, "pinnedAt"),
            card.Text("id")!, card.Text("name")!, price.GetProperty("amount").GetInt64(), price.Text("currency")!, LeftOn(card));
    }));

    private static string Pin(StreamModel.Pin pin, int place) =>
        Pin(place, pin.Id, pin.Active, pin.PinnedAt, pin.Id, NameOf(pin.Id, pin.Amount), pin.Amount, "EUR", $"{Stock} left");

    private static string Pin(
        int place, string productId, bool isActive, DateTimeOffset? pinnedAt, string cardId, string name, long amount, string currency, string left) =>
        $"{place} {productId}{(isActive ? "" : " hidden")} since {pinnedAt:O} ({cardId} '{name}' {amount} {currency} {left})";

    private static string LeftOn(JsonElement card) => card.TryGetProperty("stock", out var stock) ? $"{stock} left" : card.Text("availability")!;

    private static DateTimeOffset? Time(JsonElement state, string property) =>
        state.GetProperty(property) is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset() : null;
}
