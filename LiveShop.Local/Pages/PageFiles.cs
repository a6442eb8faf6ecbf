using LiveShop.Local.Hosting;
using Microsoft.Extensions.FileProviders;

namespace LiveShop.Local.Pages;

/// <summary>Serves the web pages, the API documentation and the sample shop's files.</summary>
internal static class PageFiles
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string NoCache = "no-cache";
    // The sample shop's files change only with the program; an hour costs a developer little and a customer's second visit nothing.
    private const string AnHour = "public, max-age=3600";
    private const string Api = "/api";

    private static readonly string[] NotPages = ["/client", "/dev", "/sample", Docs.Path, "/assets", "/config.json"];

    /// <summary>Serves files. API requests skip the search for a file.</summary>
    public static void UseFiles(this IApplicationBuilder app) =>
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(Api), files =>
        {
            files.UseDocs();
            files.UseSampleFiles();
            files.UsePages();
        });

    // Assets have a hash in their name and never change. Any other page path gets HTML, because the page does the routing.
    private static void UsePages(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        if (WebFolder.Find(services.GetRequiredService<LocalOptions>().WebDirectory) is not { } web)
            return;

        Directory.CreateDirectory(web.Dist);
        var files = new PhysicalFileProvider(web.Dist);
        var configuration = services.GetRequiredService<IConfiguration>();
        var pages = new HtmlPages(files, basePath => PageSettings.HtmlSafeJson(configuration, basePath));
        app.UseCompressedFiles(files, PathString.Empty, path => path.StartsWithSegments("/assets") ? Immutable : NoCache);
        app.Use((context, next) => IsPage(context.Request) && pages.For(context) is { } page ? page.ExecuteAsync(context) : next(context));
    }

    private static void UseSampleFiles(this IApplicationBuilder app)
    {
        foreach (var folder in new[] { "images", "video" })
        {
            var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "SampleData", folder));
            app.UseCompressedFiles(new CompressingFileProvider(files), $"/sample/{folder}", _ => AnHour);
        }
    }

    // A path with an extension is a file, and a page must not replace a missing one. An empty segment, as in //api/health,
    // is a mistake of the caller that a page would hide.
    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && (!Path.HasExtension(request.Path) || request.Path == "/index.html")
        && !request.Path.Value!.Contains("//", StringComparison.Ordinal)
        && !NotPages.Any(path => request.Path.StartsWithSegments(path));
}
