namespace LiveShop.Local.Pages;

internal static class Docs
{
    public const string Path = "/docs";

    /// <summary>Serves Swagger UI for the API's OpenAPI document.</summary>
    public static void UseDocs(this IApplicationBuilder app) => app.UseSwaggerUI(ui =>
    {
        ui.RoutePrefix = Path.TrimStart('/');
        ui.DocumentTitle = "LiveShop API";
        // Relative to the page, because a proxy may add a prefix.
        ui.SwaggerEndpoint("../api/openapi.json", "LiveShop");
    });
}
