using System.Globalization;
using System.Text.Json;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Makes values that a schema allows. Where it says less than the shop asks for, the name of a property tells the rest.</summary>
/// <param name="id">Of the stream, cart or order that the values are for, when it is known.</param>
internal sealed class SchemaValues(Random random, KnownIds known, string? id = null)
{
    // Mostly the same one, because only what is sold in the shop's currency can be ordered.
    private static readonly string[] Currencies = [.. Enumerable.Repeat("EUR", 12), "USD", "JPY", "KWD"];

    // One for all amounts of a request, since those of a shop have to agree.
    private readonly string currency = Currencies[random.Next(Currencies.Length)];

    public Json Of(JsonElement schema, string name = "")
    {
        if (name == "expectedTotal" && id is not null && known.TotalOf(id) is { } total && random.Next(8) > 0)
            return Json.Of(total);
        // A page has a text or an address, and not both.
        if (IsLegalPage(name) && random.Next(4) > 0)
            return Json.Of("""{"text":"Kiln Street 1","url":null}""");
        if (schema.TryGetProperty("$ref", out var reference))
            return Of(Operation.Component(reference.GetString()!), name);
        if (schema.TryGetProperty("oneOf", out var either))
            return Of(either[random.Next(4) == 0 ? either.GetArrayLength() - 1 : 0], name);
        if (schema.TryGetProperty("enum", out var values))
            return Json.Of(values[random.Next(values.GetArrayLength())].GetRawText());
        if (IsOffer(schema) && random.Next(4) > 0)
            return Json.Of($$"""{"percentOff":{{random.Next(1, 60)}},"seconds":{{random.Next(30, 3_600)}}}""");
        if (name == "version" && id is not null && known.VersionOf(id) is { } version && random.Next(4) > 0)
            return Json.Of(version.ToString(CultureInfo.InvariantCulture));
        return TypeOf(schema) switch
        {
            "object" => Object(schema),
            "array" when name == "vatRates" => VatRates(),
            "array" => name == "productIds" ? Json.List(Order().Select(Json.Text)) : Json.List(Enumerable.Range(0, random.Next(4)).Select(_ => Of(schema.GetProperty("items"), name))),
            "string" => Json.Text(Text(name)),
            "integer" => Json.Of(Integer(name).ToString(CultureInfo.InvariantCulture)),
            "boolean" => Json.Of(random.Next(2) == 0 ? "true" : "false"),
            _ => Json.Of("null"),
        };
    }

    public string Text(string name) => name switch
    {
        "id" or "streamId" => random.Next(3) == 0 ? known.One("livestreams", random) : $"fuzz-{random.NextInt64():x}",
        "productId" or "productIds" => known.One("products", random),
        "connectionId" => known.ConnectionId,
        "currency" => currency,
        "vatRateId" => random.Next(2) == 0 ? "standard" : "reduced",
        "accentColor" => "#a8412a",
        "accentColorDark" => "#e8835f",
        "email" => random.Next(8) == 0 ? "erika" : "erika@post.example",
        "phone" => random.Next(8) == 0 ? "call me" : "+49 30 1234567",
        "country" => random.Next(8) == 0 ? "FR" : "DE",
        "line1" or "city" when random.Next(8) > 0 => "Lindenhof 1",
        "countries" => random.Next(4) > 0 ? "DE" : "AT",
        "url" => "https://shop.example/imprint",
        "scheduledFor" => DateTimeOffset.UnixEpoch.AddMinutes(random.Next(60_000_000)).ToString("O", CultureInfo.InvariantCulture),
        _ when name.EndsWith("Url", StringComparison.Ordinal) => random.Next(2) == 0 ? $"/pictures/{random.Next(100)}.svg" : $"https://pictures.example/{random.Next(100)}?a=b#c",
        "continuationToken" => known.ContinuationToken(random) ?? "",
        _ => random.Next(6) == 0 ? Hostile.Texts[random.Next(Hostile.Texts.Length)] : $"Mug {random.Next(1000)}",
    };

    // Exactly one is the default, which chance would seldom bring about.
    private Json VatRates() => Json.Of(
        $$"""[{"id":"standard","name":{{JsonSerializer.Serialize(Text("name"))}},"basisPoints":{{Integer("basisPoints")}},"isDefault":true}]""");

    private string[] Order()
    {
        string[] order = [.. id is null ? known.All("products") : known.ProductsOf(id)];
        random.Shuffle(order);
        return order;
    }

    private Json Object(JsonElement schema)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        var properties = schema.TryGetProperty("properties", out var all) ? all.EnumerateObject() : default;
        return Json.Object(properties
            .Where(property => required.Contains(property.Name) || IsMostlyNeeded(property) || random.Next(IsSeldomValid(property.Name) ? 8 : 2) == 0)
            .Select(property => (JsonSerializer.Serialize(property.Name), Of(property.Value, property.Name))));
    }

    // A product is not made without them; an edit of the stock names what was seen of it, which is seldom right by chance.
    private static bool IsMostlyNeeded(JsonProperty property) =>
        property.Name == "price" || IsLegalPage(property.Name) || (property.Name == "stock" && property.Value.TryGetProperty("type", out _));

    // It has a price or a percentage, and seconds or an end, and not both.
    private static bool IsOffer(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty("percentOff", out _);

    private static bool IsLegalPage(string name) => name is "imprint" or "privacy" or "terms";

    // These values have to agree with others.
    private static bool IsSeldomValid(string name) =>
        name is "options" or "variants" or "variantId" or "compareAtPrice" or "stockChange" or "reason" or "imageAltTexts";

    private long Integer(string name) => name switch
    {
        "displayOrder" => random.Next(5),
        "quantity" => random.Next(1, 4),
        "limit" => random.Next(1, 9),
        "after" => random.Next(20),
        "basisPoints" => random.Next(10_001),
        _ => random.Next(100_000),
    };

    private string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return "null";
        // The one that is not null, mostly.
        return type.ValueKind == JsonValueKind.Array ? type[random.Next(8) == 0 ? type.GetArrayLength() - 1 : 0].GetString()! : type.GetString()!;
    }
}
