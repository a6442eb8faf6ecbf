using System.Text.Encodings.Web;
using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Local.SignIn;

namespace LiveShop.Local.Pages;

/// <summary>The settings that the pages need first: the address of the API and how admins sign in.</summary>
internal static class PageSettings
{
    // The default encoder escapes what means something in HTML, so that no setting can end the element that holds it.
    private static readonly JsonSerializerOptions ForHtml = new(LiveShopJson.Options) { Encoder = JavaScriptEncoder.Default };

    /// <param name="basePath">The path prefix of a proxy, such as <c>/shop</c>, or nothing.</param>
    public static string HtmlSafeJson(IConfiguration configuration, string basePath) =>
        JsonSerializer.Serialize(Of(configuration, basePath), ForHtml);

    /// <summary>Serves the settings to pages without settings in them, such as the development server's.</summary>
    public static void MapPageSettings(this WebApplication app) =>
        app.MapMethods("/config.json", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(Of(app.Configuration, context.Request.PathBase.ToString()), LiveShopJson.Options);
        });

    private static object Of(IConfiguration configuration, string basePath) =>
        new { ApiBaseUrl = basePath, BasePath = basePath, Auth = AuthOf(configuration) };

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
}
