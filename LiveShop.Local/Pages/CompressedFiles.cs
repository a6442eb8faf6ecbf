using LiveShop.Functions.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Local.Pages;

/// <summary>
/// Serves static files, and instead of <c>shop.js</c> its compressed form <c>shop.js.br</c> or <c>shop.js.gz</c> where it exists
/// and the client takes it. ASP.NET Core's MapStaticAssets does the same only for files that are there when the program is built.
/// </summary>
internal static class CompressedFiles
{
    private static readonly (string Encoding, string Extension)[] Forms = [(ContentEncodings.Brotli, ".br"), (ContentEncodings.Gzip, ".gz")];

    /// <param name="cacheControl">The Cache-Control of a path below <paramref name="requestPath"/>.</param>
    public static void UseCompressedFiles(
        this IApplicationBuilder app, IFileProvider files, PathString requestPath, Func<PathString, string> cacheControl)
    {
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(requestPath, out var path) || !path.HasValue)
                return next(context);
            if (Forms.Any(form => path.Value!.EndsWith(form.Extension, StringComparison.OrdinalIgnoreCase)))
                return NotFound(context);

            Choose(context, path, files);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = requestPath,
            ContentTypeProvider = new ContentTypes(),
            OnPrepareResponse = served => Prepare(served.Context, cacheControl),
        });
    }

    // A compressed form under its own name would be sent without saying that it is compressed.
    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // The static file middleware does the rest: each form is a file with a length, an ETag and 304s of its own.
    private static void Choose(HttpContext context, PathString path, IFileProvider files)
    {
        var forms = Forms.Where(form => files.GetFileInfo(path + form.Extension).Exists).ToList();
        if (forms.Count == 0)
            return;

        var preferred = ContentEncodings.Preferred(context.Request);
        var (encoding, extension) = forms.FirstOrDefault(form => form.Encoding == preferred);
        context.Features.Set(new Choice(encoding));
        context.Request.Path += extension;
    }

    private static void Prepare(HttpContext context, Func<PathString, string> cacheControl)
    {
        context.Response.Headers.CacheControl = cacheControl(context.Request.Path);
        if (context.Features.Get<Choice>() is not { } choice)
            return;

        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (choice.Encoding is not null)
            context.Response.Headers.ContentEncoding = choice.Encoding;
    }

    /// <param name="Encoding">Null when the file is sent as it is.</param>
    private sealed record Choice(string? Encoding);
}
