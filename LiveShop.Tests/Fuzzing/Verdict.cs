using System.Text.Json;
using LiveShop.Tests.Contract;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Says what is wrong with an answer, whatever was asked.</summary>
internal static class Verdict
{
    private const string Prefix = "/api/";
    private const int HttpVersionNotSupported = 505;

    private static readonly string[] KeptAsSent = ["title", "name", "description", "playbackUrl", "thumbnailUrl", "imageUrl"];

    /// <param name="answer">Null when the connection ended without one.</param>
    public static IEnumerable<string> On(FuzzRequest request, RawAnswer? answer)
    {
        if (answer is null)
            return request.MayGoUnanswered ? [] : ["it was not answered"];
        if (answer.IsOfTheServerItself)
            return request.MayBeNoRequest && answer.Status is < 500 or HttpVersionNotSupported ? [] : ["the web server itself refused it"];

        return [.. Always(request, answer), .. request.Raw is null && request.Target.StartsWith(Prefix, StringComparison.Ordinal) ? OfTheApi(request, answer) : []];
    }

    private static IEnumerable<string> Always(FuzzRequest request, RawAnswer answer)
    {
        if (answer.Status >= 500)
            yield return "it failed";
        if (answer.Header("X-Content-Type-Options") != "nosniff" || answer.Header("Content-Security-Policy") is null)
            yield return "it does not tell browsers what they may do with it";
        foreach (var leak in Leaks.In(answer.ToString(), request.Token))
            yield return leak;
    }

    private static IEnumerable<string> OfTheApi(FuzzRequest request, RawAnswer answer)
    {
        if (request.Method == "HEAD")
            return [];

        var differences = answer.Status >= 400 && !ApiContract.IsSharePage(request.Path, answer.MediaType) ? ApiContract.Current.DifferencesOfProblem(answer.MediaType, answer.Body) : [];
        if (!request.IsDocumented)
            return differences;
        return differences
            // A batch is answered with 200 although a product in it is not valid, which has an answer of its own.
            .Concat(ApiContract.Current.Differences(
                request.Method, request.Path, request.Path == "/api/products/batch" ? null : request.Body, answer.Status, answer.MediaType, answer.Content))
            .Concat(answer.Status is 200 or 201 && request is { Method: "POST" or "PUT" or "PATCH", Body.Length: > 0 } && !MayBeRepeated(request)
                && answer.Made?.Kind != "media"
                ? ChangedTexts(ApiContract.Parse(request.Body), Written(request, JsonElement.Parse(answer.Body)))
                : []);
    }

    // The second creation under a key is answered with what the first one made.
    private static bool MayBeRepeated(FuzzRequest request) => request.Headers.Any(header => header.Name == "Idempotency-Key");

    // A patch of a variant is answered with its product.
    private static JsonElement Written(FuzzRequest request, JsonElement answer) => request.OperationId == "EditVariant"
        ? answer.GetProperty("variants").EnumerateArray().Single(variant => request.Path.EndsWith($"/{variant.GetProperty("id")}", StringComparison.Ordinal))
        : answer;

    // Accepted values are stored unchanged: nothing replaced, nothing truncated.
    private static IEnumerable<string> ChangedTexts(JsonElement sent, JsonElement kept) =>
        from name in KeptAsSent
        where sent.ValueKind == JsonValueKind.Object && kept.ValueKind == JsonValueKind.Object
        where sent.TryGetProperty(name, out _) && kept.TryGetProperty(name, out _)
        let before = $"{sent.GetProperty(name)}"
        let after = $"{kept.GetProperty(name)}"
        where (name is "title" or "name" ? before.Trim() : before) != after
        select $"{name} was sent as '{before}' and kept as '{after}'";
}
