using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Local.Hosting;

/// <summary>Tells requests that came through a proxy from those that a client sent here itself.</summary>
internal static class ForwardedRequests
{
    private const string Forwarded = "Forwarded";
    private const string Prefix = "X-Forwarded-";

    /// <summary>Whether ASPNETCORE_FORWARDEDHEADERS_ENABLED lets ASP.NET Core take addresses from a proxy's headers.</summary>
    public static bool TrustsForwardedHeaders(this IConfiguration configuration) =>
        string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the host and the path prefix that the proxy was asked for too, so that addresses in answers have them.</summary>
    public static IServiceCollection AddForwardedAddress(this IServiceCollection services) =>
        services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            if (options.ForwardedHeaders != ForwardedHeaders.None)
                options.ForwardedHeaders |= ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix;
        });

    /// <summary>Whether a proxy says that it forwarded the request (RFC 7239, RFC 9110 7.6.3), also in a header already used.</summary>
    public static bool IsForwarded(HttpRequest request) =>
        request.Headers.ContainsKey(Forwarded)
        || request.Headers.ContainsKey(HeaderNames.Via)
        || HasForwardedAddress(request)
        || request.Headers.Keys.Any(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether there is an X-Forwarded-For, which ASP.NET Core renames to X-Original-For once it is used.</summary>
    public static bool HasForwardedAddress(HttpRequest request) =>
        request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
        || request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName);
}
