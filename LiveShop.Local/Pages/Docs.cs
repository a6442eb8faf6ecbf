namespace LiveShop.Local.Pages;

internal static class Docs
{
    public const string Path = "/docs";

    /// <summary>The API's own document, to read and to try.</summary>
    public static void UseDocs(this IApplicationBuilder app) => app.UseSwaggerUI(ui =>
    {
        ui.RoutePrefix = Path.TrimStart('/');
        ui.DocumentTitle = "LiveShop API";
        ui.SwaggerEndpoint("/api/openapi.json", "LiveShop");
    });
}
