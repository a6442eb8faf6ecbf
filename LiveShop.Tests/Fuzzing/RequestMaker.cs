using System.Text;
using System.Text.Json;
using LiveShop.Tests.Media;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Makes requests out of the API's document, most of them with something odd about them.</summary>
internal sealed class RequestMaker(KnownIds known, string adminToken)
{
    private const string Id = "{id}", Name = "{name}";

    // Of various formats, so that there is more than one.
    private static readonly List<byte[]> Files = [.. Pictures.OfEachFormat.Values];

    private static readonly string[] LegalPages = ["imprint", "privacy", "terms"];

    private static readonly Dictionary<string, Operation> Makers = Operation.All.Where(operation => operation.Method == "POST" && operation.Path.Count(c => c == '/') == 1).ToDictionary(operation => operation.Kind);

    // A request without a response may still run beside the next one, and commands on one stream are batched.
    private static readonly List<Operation> Lonely = [.. Operation.All.Where(operation => operation.Method == "GET" || operation.Kind != "livestreams")];

    // Before anything can be done to a thing it has to be there.
    public FuzzRequest Make(Random random) => known.Missing is { } kind ? Proper(random, Makers[kind]) : MakeAny(random);

    private FuzzRequest MakeAny(Random random) => random.Next(100) switch
    {
        < 14 when known.NextOfAPurchase(random) is { } next => Proper(random, Operation.All.Single(operation => operation.Id == next.OperationId), next.Id),
        < 40 => Proper(random, One(Operation.All, random)),
        < 61 => WithSpoiledBody(random),
        < 68 => WithOddQuery(random),
        < 78 => WithOddHeader(random),
        < 82 => WithOddCaller(random),
        < 90 => WithOddPath(random),
        < 94 => WithOddMethod(random),
        _ => WithOddForm(random),
    };

    /// <param name="owner">The id in its path; one of those that are known when null.</param>
    private FuzzRequest Proper(Random random, Operation operation, string? owner = null)
    {
        var id = owner ?? (random.Next(12) == 0 || !(operation.Path.Contains(Id, StringComparison.Ordinal) || operation.Path.Contains(Name, StringComparison.Ordinal)) ? "nothing" : known.One(operation.Kind, random));
        var values = new SchemaValues(random, known, id);
        var target = PathOf(operation, id, random) + QueryOf(operation, values, random);
        var headers = new List<(string, string)> { ("Authorization", $"Bearer {adminToken}") };
        if (operation.RequiresIfMatch)
            headers.Add(("If-Match", random.Next(4) == 0 ? $"\"{random.Next(1, 30)}\"" : "*"));
        else if (operation.RequiresIdempotencyKey)
            headers.Add(("Idempotency-Key", $"key-{random.Next(200)}"));
        else if (operation.Headers.Count > 0 && random.Next(4) == 0)
            headers.Add((operation.Headers[0], operation.Headers[0] switch
            {
                "Idempotency-Key" => $"key-{random.Next(20)}",
                "Order-Key" => new string('0', 32),
                _ => $"\"{random.Next(1, 30)}\"",
            }));
        if (operation.AcceptsFile)
            return new("proper", operation.Method, target, headers, One(Files, random)) { IsDocumented = true, OperationId = operation.Id, Token = adminToken };
        if (operation.BodySchema is not { } schema)
            return new("proper", operation.Method, target, headers, []) { IsDocumented = true, OperationId = operation.Id, Token = adminToken };

        headers.Add(("Content-Type", "application/json"));
        return new("proper", operation.Method, target, headers, Encoding.UTF8.GetBytes(values.Of(schema).ToString())) { IsDocumented = true, OperationId = operation.Id, Token = adminToken };
    }

    private FuzzRequest WithSpoiledBody(Random random)
    {
        var operation = One([.. Operation.All.Where(operation => operation.BodySchema is not null)], random);
        var body = new SchemaValues(random, known).Of(operation.BodySchema!.Value);
        return Proper(random, operation) with { Trick = "spoiled body", Body = JsonMutations.Spoiled(body, random) };
    }

    private FuzzRequest WithOddQuery(Random random)
    {
        var proper = Proper(random, One(random.Next(3) == 0 ? Operation.All : [.. Operation.All.Where(operation => operation.Query.Count > 0)], random));
        var query = random.Next(4) == 0 ? $"search={Hostile.Escaped(One(Hostile.Texts, random))}" : random.Next(20) == 0 ? $"search={new string('a', random.Next(9000))}" : One(Hostile.Queries, random);
        return proper with { Trick = "odd query", Target = $"{proper.Path}?{query.Replace(" ", "%20", StringComparison.Ordinal)}", MayBeNoRequest = query.Length > 7000 || !Ascii.IsValid(query) };
    }

    private FuzzRequest WithOddHeader(Random random)
    {
        var proper = Proper(random, One(Operation.All, random));
        var isTooMuch = random.Next(8) == 0;
        var header = One(isTooMuch ? Hostile.TooMuch : Hostile.Headers, random);
        return proper with
        {
            Trick = "odd header",
            Headers = [.. proper.Headers.Where(there => there.Name != header.Name || random.Next(4) == 0), header],
            MayBeNoRequest = isTooMuch || !Ascii.IsValid(header.Value) || header.Name is "Expect" or "Upgrade" or "Connection" or "Transfer-Encoding",
        };
    }

    private FuzzRequest WithOddCaller(Random random)
    {
        var proper = Proper(random, One(Operation.All, random));
        var others = proper.Headers.Where(header => header.Name != "Authorization").ToList();
        var authorization = random.Next(4) == 0 ? $"Bearer {JsonText(random)}" : One(Hostile.Authorizations, random);
        return proper with { Trick = "odd caller", Headers = random.Next(4) == 0 ? others : [.. others, ("Authorization", authorization)], Token = null };
    }

    private FuzzRequest WithOddPath(Random random)
    {
        var proper = Proper(random, One(Operation.All, random));
        var parts = proper.Path.Split('/');
        var odd = random.Next(3) switch { 0 => Hostile.Escaped(One(Hostile.Texts, random)), 1 => new string('a', random.Next(60, 9000)), _ => One(Hostile.PathParts, random) };
        if (random.Next(3) > 0)
            parts[random.Next(2, parts.Length)] = odd;
        else
            parts[^1] += odd;
        return proper with { Trick = "odd path", Target = random.Next(5) == 0 ? One(Hostile.Targets, random) : string.Join('/', parts), IsDocumented = false, OperationId = null, MayBeNoRequest = true };
    }

    private FuzzRequest WithOddMethod(Random random)
    {
        var proper = Proper(random, One(Operation.All, random));
        var method = One(Hostile.Methods, random);
        return proper with
        {
            Trick = "odd method",
            Method = method,
            // A preflight is answered before anything of the document.
            IsDocumented = method != "OPTIONS",
            OperationId = null,
            MayBeNoRequest = true,
            Headers = random.Next(3) == 0 ? [.. proper.Headers, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "PUT")] : proper.Headers,
        };
    }

    private FuzzRequest WithOddForm(Random random)
    {
        var proper = Proper(random, One(Lonely, random));
        return proper with { Trick = "odd form", Raw = Framing.Of(proper, random), IsDocumented = false, OperationId = null, MayBeNoRequest = true, Token = null };
    }

    private string PathOf(Operation operation, string id, Random random) => "/api" + string.Join('/', operation.Path.Split('/').Select(part => part switch
    {
        Id or Name => id,
        "{productId}" or "{itemId}" => random.Next(12) == 0 ? "nothing" : ProductFor(id, random),
        "{page}" => One(LegalPages, random),
        "{variantId}" => random.Next(6) == 0 ? "nothing" : "default",
        _ => part,
    }));

    // Mostly one that is there to be changed.
    private string ProductFor(string id, Random random) =>
        random.Next(6) > 0 && known.ProductsOf(id) is { Count: > 0 } products ? One(products, random) : known.One("products", random);

    private static string QueryOf(Operation operation, SchemaValues values, Random random)
    {
        var given = operation.Query.Where(_ => random.Next(2) == 0)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(TextOf(values.Of(parameter.Schema, parameter.Name).ToString()))}").ToList();
        return given.Count == 0 ? "" : $"?{string.Join('&', given)}";
    }

    private static string TextOf(string json) => json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json)! : json;

    private static string JsonText(Random random) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(One(Hostile.RawTexts, random))).TrimEnd('=') + "." + random.Next() + ".x";

    private static T One<T>(IReadOnlyList<T> some, Random random) => some[random.Next(some.Count)];
}
