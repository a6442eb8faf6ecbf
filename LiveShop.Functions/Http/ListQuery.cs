using System.Globalization;
using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Functions.Http;

/// <summary>Reads and validates query parameters.</summary>
public static class ListQuery
{
    /// <summary>In UTF-16 characters.</summary>
    public const int MaxSearchLength = 100;

    /// <summary>The most ids that are asked for at once.</summary>
    public const int MaxIds = 100;

    /// <summary>How many items a page may hold, <see cref="PageRequest.DefaultLimit"/> when the query does not say.</summary>
    /// <exception cref="ProblemException">400: not a number between 1 and <see cref="PageRequest.MaxLimit"/>.</exception>
    public static int Limit(HttpRequest request) =>
        checked((int)Number(request, "limit", PageRequest.DefaultLimit, 1, PageRequest.MaxLimit));

    /// <summary>The page that <c>limit</c> and <c>continuationToken</c> ask for.</summary>
    /// <exception cref="ProblemException">400: the limit is not valid.</exception>
    public static PageRequest Page(HttpRequest request) => new(Limit(request), SingleValue(request, "continuationToken"));

    /// <summary>The text to search for; null when there is none.</summary>
    /// <exception cref="ProblemException">400: longer than <see cref="MaxSearchLength"/> characters.</exception>
    public static string? Search(HttpRequest request)
    {
        var search = SingleValue(request, "search")?.Trim();
        if (search?.Length > MaxSearchLength)
            throw Invalid("search", $"Must be at most {MaxSearchLength} characters.");
        return search is "" ? null : search;
    }

    /// <summary>The ids in <c>ids</c>, separated by commas; null when it is left out.</summary>
    /// <exception cref="ProblemException">400: more than <see cref="MaxIds"/>, or not ids.</exception>
    public static IReadOnlyCollection<string>? Ids(HttpRequest request)
    {
        if (SingleValue(request, "ids") is not { } text)
            return null;

        var ids = text.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return ids.Count <= MaxIds && ids.All(Identifier.IsValid)
            ? ids
            : throw Invalid("ids", $"Must be at most {MaxIds} ids, separated by commas.");
    }

    /// <summary>A whole number, <paramref name="defaultValue"/> when it is left out.</summary>
    /// <exception cref="ProblemException">400: not a whole number within the bounds.</exception>
    public static long Number(HttpRequest request, string name, long defaultValue, long min, long max)
    {
        if (SingleValue(request, name) is not { } text)
            return defaultValue;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Invalid(name, $"Must be a whole number between {min} and {max}.");
    }

    /// <summary>An enum value in kebab-case; null when it is left out.</summary>
    /// <exception cref="ProblemException">400: not one of the values, as they are written in JSON.</exception>
    public static TEnum? Enum<TEnum>(HttpRequest request, string name) where TEnum : struct, Enum
    {
        if (SingleValue(request, name) is not { } text)
            return null;

        var values = System.Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
        return values.TryGetValue(text, out var found) ? found : throw Invalid(name, $"Must be one of {string.Join(", ", values.Keys)}.");
    }

    /// <summary>The parameter's value; null when it is left out.</summary>
    /// <exception cref="ProblemException">400: given more than once.</exception>
    public static string? SingleValue(HttpRequest request, string name)
    {
        var values = request.Query[name];
        return values.Count <= 1 ? values.FirstOrDefault() : throw Invalid(name, "Must be given once.");
    }

    /// <summary>A 400 about one query parameter, to be thrown.</summary>
    public static ProblemException Invalid(string name, string error) => new(new Refusal.Invalid(name, error));
}
