namespace LiveShop.Local.Pages;

internal static class SecurityHeaders
{
    private const string ReferrerPolicy = "Referrer-Policy";
    private const string StylesForPages = "style-src 'self'";
    private const string ScriptsForPages = "script-src 'self'";

    // Videos, playlists and images may be on any https host; hls.js plays through a worker and blobs, and a picture that is
    // about to be uploaded is one.
    private const string ForPages =
        "default-src 'self'; " + ScriptsForPages + "; " + StylesForPages + "; img-src 'self' https: data: blob:; media-src 'self' https: blob:; " +
        "connect-src 'self' https:; worker-src 'self' blob:; object-src 'none'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Swagger UI styles its elements inline.
    private const string ForDocs =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Allows the inline style and the inline script of this answer.</summary>
    /// <param name="styleHash">The SHA-256 of the style's text in Base64; null when there is none.</param>
    /// <param name="scriptHash">The same of the script.</param>
    public static void AllowInline(HttpResponse response, string? styleHash, string? scriptHash) =>
        response.Headers.ContentSecurityPolicy = Allow(Allow(ForPages, StylesForPages, styleHash), ScriptsForPages, scriptHash);

    /// <summary>Keeps the page's address, which has an order's id, from every other site.</summary>
    public static void SendNoReferrer(HttpResponse response) => response.Headers[ReferrerPolicy] = "no-referrer";

    private static string Allow(string policy, string directive, string? hash) =>
        hash is null ? policy : policy.Replace(directive, $"{directive} 'sha256-{hash}'", StringComparison.Ordinal);

    // Set when the response starts, so that the exception handler, which clears the headers, cannot remove them.
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(SetAsync, context);
        return next(context);
    });

    private static Task SetAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // A page with an inline style, an order's page, and a function that makes a page have set their own.
        if (headers[ReferrerPolicy].Count == 0)
            headers[ReferrerPolicy] = "strict-origin-when-cross-origin";
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(Docs.Path) ? ForDocs : ForPages;
        return Task.CompletedTask;
    }
}
