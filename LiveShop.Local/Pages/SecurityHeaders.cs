namespace LiveShop.Local.Pages;

internal static class SecurityHeaders
{
    private const string StylesForPages = "style-src 'self'";

    // Videos, playlists and images may be on any https host; hls.js plays through a worker and blobs, and a picture that is
    // about to be uploaded is one.
    private const string ForPages =
        "default-src 'self'; script-src 'self'; " + StylesForPages + "; img-src 'self' https: data: blob:; media-src 'self' https: blob:; " +
        "connect-src 'self' https:; worker-src 'self' blob:; object-src 'none'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Swagger UI styles its elements inline.
    private const string ForDocs =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Allows one inline style of this answer.</summary>
    /// <param name="hash">The SHA-256 of its text in Base64.</param>
    public static void AllowStyle(HttpResponse response, string hash) => response.Headers.ContentSecurityPolicy =
        ForPages.Replace(StylesForPages, $"{StylesForPages} 'sha256-{hash}'", StringComparison.Ordinal);

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
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        // A page with an inline style, and a function that makes a page, have set their own.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(Docs.Path) ? ForDocs : ForPages;
        return Task.CompletedTask;
    }
}
