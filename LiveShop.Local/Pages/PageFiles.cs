using LiveShop.Core.Json;
using LiveShop.Local.Hosting;
using LiveShop.Local.SignIn;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace LiveShop.Local.Pages;

/// <summary>Serves the web pages, the API documentation and the sample shop's files.</summary>
internal static class PageFiles
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string NoCache = "no-cache";
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

    // Assets have a hash in their name and never change. Any other page path gets index.html, because the page does the routing.
    private static void UsePages(this IApplicationBuilder app)
    {
        if (WebFolder.Find(app.ApplicationServices.GetRequiredService<LocalOptions>().WebDirectory) is not { } web)
            return;

        Directory.CreateDirectory(web.Dist);
        var files = new PhysicalFileProvider(web.Dist);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? Immutable : NoCache,
        });
        app.Use(async (context, next) =>
        {
            if (!IsPage(context.Request) || files.GetFileInfo("index.html") is not { Exists: true } page)
            {
                await next(context);
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = NoCache;
            await context.Response.SendFileAsync(page, context.RequestAborted);
        });
    }

    private static void UseSampleFiles(this IApplicationBuilder app)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".m3u8"] = "application/vnd.apple.mpegurl";
        types.Mappings[".m4s"] = "video/iso.segment";
        types.Mappings[".ts"] = "video/mp2t";
        foreach (var folder in new[] { "images", "video" })
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "SampleData", folder)),
                RequestPath = $"/sample/{folder}",
                ContentTypeProvider = types,
            });
        }
    }

    /// <summary>Serves the settings that the pages read first: the address of the API and how admins sign in.</summary>
    public static void MapPageSettings(this WebApplication app) =>
        app.MapMethods("/config.json", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { ApiBaseUrl = "", Auth = AuthOf(app.Configuration) }, LiveShopJson.Options);
        });

    private static object AuthOf(IConfiguration configuration) => configuration.HasIssuer()
        ? new
        {
            Kind = "entra",
            Authority = TenantOf(configuration["Auth:Authority"]!),
            ClientId = configuration["Auth:ClientId"],
            Scopes = (configuration["Auth:Scopes"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        }
        : new { Kind = "local" };

    // The issuer of Entra's tokens ends in a version; the sign-in library needs the tenant without it.
    private static string TenantOf(string authority)
    {
        var tenant = authority.TrimEnd('/');
        return tenant.EndsWith("/v2.0", StringComparison.Ordinal) ? tenant[..^"/v2.0".Length] : tenant;
    }

    // A path with an extension is a file, and index.html must not replace a missing one. An empty segment, as in //api/health,
    // is a mistake of the caller that a page would hide.
    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Path.HasExtension(request.Path)
        && !request.Path.Value!.Contains("//", StringComparison.Ordinal)
        && !NotPages.Any(path => request.Path.StartsWithSegments(path));
}
