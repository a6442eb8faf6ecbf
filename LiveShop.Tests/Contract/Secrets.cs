using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace LiveShop.Tests.Contract;

/// <summary>Secrets that no log may contain: tokens, keys of orders and cart ids seen in a test's requests and responses, and keys in its settings.</summary>
internal sealed partial class Secrets
{
    /// <summary>Shorter texts are not tracked, since they can occur anywhere by chance.</summary>
    private const int ShortestSecret = 16;

    private readonly ConcurrentDictionary<string, bool> parts = new(StringComparer.Ordinal);

    /// <param name="secret">Of a token its signature is looked for: without it the rest opens nothing, and no rest comes without it.</param>
    public void Add(string secret)
    {
        if (secret.Split('.')[^1] is { Length: >= ShortestSecret } part)
            parts.TryAdd(part, true);
    }

    public void Hear(HttpRequestMessage request, HttpResponseMessage answer, byte[] body)
    {
        if (request.Headers.Authorization?.Parameter is { } token)
            Add(token);
        if (answer.StatusCode == HttpStatusCode.Created && CartAddress().Match($"{answer.Headers.Location}") is { Success: true } cart)
            Add(cart.Groups[1].Value);
        foreach (Match given in OrderKey().Matches(Encoding.UTF8.GetString(body)))
            Add(given.Groups[1].Value);
        foreach (Match given in AccessToken().Matches(Encoding.UTF8.GetString(body)))
            Add(given.Groups[1].Value);
    }

    /// <summary>Connection strings among them hold the key of an account.</summary>
    public void AddKeysIn(IEnumerable<string> settings)
    {
        foreach (var setting in settings)
        {
            if (AccountKey().Match(setting) is { Success: true } key)
                Add(key.Groups[1].Value);
        }
    }

    /// <param name="mayBeQuiet">Whether an empty log is accepted instead of reported as not captured.</param>
    public void AreNotIn(IReadOnlyCollection<string> lines, bool mayBeQuiet = false)
    {
        Assert.True(mayBeQuiet || lines.Count > 0, "There is nothing in the log, so nobody can say what is not in it.");
        if (parts.IsEmpty)
            return;

        var any = SearchValues.Create([.. parts.Keys], StringComparison.OrdinalIgnoreCase);
        var found = lines.Where(line => line.AsSpan().ContainsAny(any)).ToList();
        Assert.True(found.Count == 0, $"{found.Count} lines of the log hold a secret: {string.Join('\n', found.Take(20))}");
    }

    [GeneratedRegex("^/api/carts/(.+)$")]
    private static partial Regex CartAddress();

    [GeneratedRegex("AccountKey=([^;]+)")]
    private static partial Regex AccountKey();

    [GeneratedRegex("\"orderKey\":\"([^\"]+)\"")]
    private static partial Regex OrderKey();

    [GeneratedRegex("\"accessToken\":\"([^\"]+)\"")]
    private static partial Regex AccessToken();
}
