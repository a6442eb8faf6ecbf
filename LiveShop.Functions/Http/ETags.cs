using System.Globalization;
using LiveShop.Core;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Functions.Http;

/// <summary>
/// ETags are quoted versions: <c>"12"</c> for what everybody gets, and <c>"12-admin"</c> for the admin's view at the same
/// address, because two representations must not share a strong ETag (RFC 9110 8.8.1). That of a product, <c>"12.7"</c>, also has
/// the version of its stock, which sales change; <c>If-Match</c> ignores it, so that an edit never loses against a sale.
/// </summary>
public static class ETags
{
    private const string Admin = "-admin";
    private const char Stock = '.';

    /// <summary>The ETag of a version.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The ETag of a product with its stock.</summary>
    public static string Of(Product product) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{product.Version}{Stock}{product.StockVersion}\"");

    /// <summary>The ETag of a version as admins see it.</summary>
    public static string OfAdminView(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}{Admin}\"");

    /// <summary>The version that an ETag of either representation stands for.</summary>
    /// <returns>Null when it is not an ETag of ours.</returns>
    public static long? VersionOf(StringSegment etag)
    {
        if (etag.Length <= 2)
            return null;

        var text = etag.AsSpan(1, etag.Length - 2);
        if (text.EndsWith(Admin, StringComparison.Ordinal))
            text = text[..^Admin.Length];
        else if (text.IndexOf(Stock) is > 0 and var end && Number(text[(end + 1)..]) is not null)
            text = text[..end];
        return Number(text);
    }

    private static long? Number(ReadOnlySpan<char> digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The versions that <c>If-Match</c> names (strong comparison, RFC 9110 13.1.1); null when it is <c>*</c>.</summary>
    /// <exception cref="ProblemException">400: neither <c>*</c> nor a list of ETags.</exception>
    public static ExpectedVersions? VersionsIn(StringValues ifMatch)
    {
        if (!EntityTagHeaderValue.TryParseStrictList(ifMatch, out var tags) || tags.Count == 0)
            throw Invalid();
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)))
            return tags.Count == 1 ? null : throw Invalid();
        return new([.. tags.Where(tag => !tag.IsWeak).Select(tag => VersionOf(tag.Tag)).OfType<long>()]);

        static ProblemException Invalid() =>
            new(new Refusal.Invalid("If-Match", "Must be * or ETags separated by commas, such as \"12\"."));
    }

    /// <summary>Whether <c>If-None-Match</c> names the ETag (weak comparison, RFC 9110 13.1.2).</summary>
    public static bool Matches(StringValues ifNoneMatch, string etag)
    {
        if (ifNoneMatch.Count == 0)
            return false;
        if (ifNoneMatch.Count == 1 && ifNoneMatch[0] == etag)
            return true;

        var current = new EntityTagHeaderValue(etag);
        return EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}
