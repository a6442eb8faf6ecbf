using System.Text.Json;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Ids that are there, of one who sends requests: nobody else changes what is theirs.</summary>
internal sealed class Known
{
    /// <summary>New ones take the place of old ones, so that requests keep meeting the same things.</summary>
    private const int Most = 6;

    private readonly Dictionary<string, List<string>> ids = new(StringComparer.Ordinal) { ["livestreams"] = [], ["products"] = [], ["carts"] = [] };
    private readonly List<string> tokens = [];

    public string One(string kind, Random random) => ids[kind] is { Count: > 0 } some ? some[random.Next(some.Count)] : "nothing";

    public IReadOnlyList<string> All(string kind) => ids[kind];

    public string? ContinuationToken(Random random) => tokens.Count == 0 ? null : tokens[random.Next(tokens.Count)];

    /// <summary>Takes what an answer tells of.</summary>
    public void Learn(FuzzRequest request, RawAnswer answer)
    {
        if (answer.Status == 201 && answer.Header("Location")?.Split('/') is [_, "api", var kind, var id] && ids.TryGetValue(kind, out var some))
            Add(some, id);
        if (answer.Status == 200 && request is { Method: "GET", IsDocumented: true } && JsonElement.Parse(answer.Body) is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("continuationToken", out var token) && token.GetString() is { } next)
            Add(tokens, next);
    }

    private static void Add(List<string> some, string one)
    {
        some.Add(one);
        if (some.Count > Most)
            some.RemoveAt(0);
    }
}
