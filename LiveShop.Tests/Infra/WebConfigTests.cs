using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LiveShop.Tests.Infra;

/// <summary>infra/web-config.mjs makes the folder that is deployed as the static site.</summary>
public sealed class WebConfigTests : IDisposable
{
    private static readonly Dictionary<string, string> Outputs = new()
    {
        ["API_BASE_URL"] = "https://api.example",
        ["AUTH_AUTHORITY"] = "https://login.microsoftonline.com/tenant/v2.0",
        ["AUTH_CLIENT_ID"] = "client",
        ["AUTH_SCOPE"] = "api://shop/access",
    };

    private const string Style = "#skeleton{color:red}";
    private const string Script = "\n  run()\n";
    private const string Config = "<script type=\"application/json\" id=\"config\">";
    private const string Page = $"<!doctype html>{Config}</script><style>{Style}</style><script>{Script}</script>";

    private readonly TemporaryFolder folder = new();

    public WebConfigTests()
    {
        Directory.CreateDirectory(Path.Combine(Pages, "assets"));
        foreach (var (file, content) in new[] { ("index.html", Page), ("live.html", Page), ("assets/index.js", "script"), ("assets/index.js.br", "compressed") })
            File.WriteAllText(Path.Combine(Pages, file), content);
    }

    private string Pages => Path.Combine(folder.Path, "pages");

    private string Site => Path.Combine(folder.Path, "site");

    public void Dispose() => folder.Dispose();

    [Theory, InlineData("index.html"), InlineData("live.html")]
    public async Task Every_page_holds_where_the_api_is_and_how_admins_sign_in(string file)
    {
        Assert.Equal(0, (await RunAsync(Outputs)).ExitCode);

        using var config = JsonDocument.Parse(await ConfigInAsync(file));
        var auth = config.RootElement.GetProperty("auth");
        Assert.Equal("https://api.example", config.RootElement.GetProperty("apiBaseUrl").GetString());
        Assert.Equal("entra", auth.GetProperty("kind").GetString());
        Assert.Equal("client", auth.GetProperty("clientId").GetString());
        Assert.Equal("https://login.microsoftonline.com/tenant", auth.GetProperty("authority").GetString());
        Assert.Equal(["api://shop/access"], auth.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Theory, InlineData(null, null), InlineData("30", 30), InlineData("often", null), InlineData("300", null)]
    public async Task How_often_pages_read_the_snapshot_is_a_setting_from_5_to_60_seconds(string? setting, int? expected)
    {
        var ran = await RunAsync(setting is null ? Outputs : new(Outputs) { ["SNAPSHOT_SECONDS"] = setting });

        Assert.Equal(setting is not null && expected is null ? 1 : 0, ran.ExitCode);
        if (ran.ExitCode != 0)
            return;
        using var config = JsonDocument.Parse(await ConfigInAsync("index.html"));
        Assert.Equal(expected, config.RootElement.TryGetProperty("snapshotSeconds", out var value) ? value.GetInt32() : null);
    }

    [Fact]
    public async Task A_setting_cannot_end_the_element_that_holds_it()
    {
        const string hostile = "</script><script>alert(1)</script>$&";
        await RunAsync(new(Outputs) { ["AUTH_CLIENT_ID"] = hostile });

        using var config = JsonDocument.Parse(await ConfigInAsync("index.html"));
        Assert.Equal(hostile, config.RootElement.GetProperty("auth").GetProperty("clientId").GetString());
    }

    [Fact]
    public async Task The_deployed_site_holds_the_built_pages_without_their_compressed_forms()
    {
        await RunAsync(Outputs);

        Assert.Equal("script", await File.ReadAllTextAsync(Path.Combine(Site, "assets", "index.js")));
        Assert.Equal(["index.js"], Directory.EnumerateFiles(Path.Combine(Site, "assets")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_policy_of_the_site_allows_the_style_and_the_script_of_the_pages_by_their_hashes()
    {
        await RunAsync(Outputs);

        var policy = await PolicyAsync();
        Assert.Contains($"style-src 'self' {HashOf(Style)};", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src 'self' {HashOf(Script)};", policy, StringComparison.Ordinal);
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [Fact]
    public async Task The_static_site_gets_its_headers()
    {
        await RunAsync(Outputs);

        var policy = await PolicyAsync();
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_built_pages_never_get_the_settings_of_the_cloud()
    {
        await RunAsync(Outputs);

        Assert.Equal(Page, await File.ReadAllTextAsync(Path.Combine(Pages, "index.html")));
        Assert.Equal(["assets", "index.html", "live.html"], Directory.EnumerateFileSystemEntries(Pages).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Files_of_an_earlier_deployment_are_not_deployed_again()
    {
        Directory.CreateDirectory(Site);
        await File.WriteAllTextAsync(Path.Combine(Site, "old.js"), "old");

        await RunAsync(Outputs);

        Assert.False(File.Exists(Path.Combine(Site, "old.js")));
    }

    [Fact]
    public async Task A_missing_output_is_named_and_no_site_is_made()
    {
        var (exitCode, error) = await RunAsync(Outputs.Where(output => output.Key != "AUTH_SCOPE").ToDictionary());

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AUTH_SCOPE", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Site));
    }

    private async Task<string> ConfigInAsync(string file)
    {
        var html = await File.ReadAllTextAsync(Path.Combine(Site, file));
        var start = html.IndexOf(Config, StringComparison.Ordinal) + Config.Length;
        return html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)];
    }

    private async Task<string> PolicyAsync()
    {
        using var site = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Site, "staticwebapp.config.json")));
        return site.RootElement.GetProperty("globalHeaders").GetProperty("Content-Security-Policy").GetString()!;
    }

    private async Task<(int ExitCode, string Error)> RunAsync(Dictionary<string, string> outputs)
    {
        var start = new ProcessStartInfo("node", [Repository.PathOf("infra/web-config.mjs"), Pages, Site]) { RedirectStandardError = true };
        foreach (var name in Outputs.Keys)
            start.Environment.Remove(name);
        foreach (var (name, value) in outputs)
            start.Environment[name] = value;

        using var node = Process.Start(start)!;
        var error = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, error);
    }
}
