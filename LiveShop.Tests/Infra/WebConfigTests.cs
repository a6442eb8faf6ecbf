using System.Diagnostics;
using System.Text.Json;

namespace LiveShop.Tests.Infra;

/// <summary>What a deployment adds to the built pages.</summary>
public sealed class WebConfigTests : IDisposable
{
    private static readonly Dictionary<string, string> Outputs = new()
    {
        ["API_BASE_URL"] = "https://api.example",
        ["AUTH_AUTHORITY"] = "https://login.microsoftonline.com/tenant/v2.0",
        ["AUTH_CLIENT_ID"] = "client",
        ["AUTH_SCOPE"] = "api://shop/access",
    };

    private readonly TemporaryFolder pages = new();

    public void Dispose() => pages.Dispose();

    [Fact]
    public async Task The_pages_learn_where_the_api_is_and_how_admins_sign_in()
    {
        Assert.Equal(0, (await RunAsync("write", Outputs)).ExitCode);

        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(pages.Path, "config.json")));
        var auth = config.RootElement.GetProperty("auth");
        Assert.Equal("https://api.example", config.RootElement.GetProperty("apiBaseUrl").GetString());
        Assert.Equal("entra", auth.GetProperty("kind").GetString());
        Assert.Equal("client", auth.GetProperty("clientId").GetString());
        Assert.Equal("https://login.microsoftonline.com/tenant", auth.GetProperty("authority").GetString());
        Assert.Equal(["api://shop/access"], auth.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Fact]
    public async Task The_static_site_gets_its_headers()
    {
        await RunAsync("write", Outputs);

        using var site = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(pages.Path, "staticwebapp.config.json")));
        var policy = site.RootElement.GetProperty("globalHeaders").GetProperty("Content-Security-Policy").GetString();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Afterwards_nothing_of_it_is_left()
    {
        await RunAsync("write", Outputs);
        Assert.Equal(0, (await RunAsync("remove", [])).ExitCode);
        Assert.Empty(Directory.GetFiles(pages.Path));
    }

    [Fact]
    public async Task A_missing_output_is_named_and_nothing_is_written()
    {
        var (exitCode, error) = await RunAsync("write", Outputs.Where(output => output.Key != "AUTH_SCOPE").ToDictionary());

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AUTH_SCOPE", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(pages.Path));
    }

    private async Task<(int ExitCode, string Error)> RunAsync(string command, Dictionary<string, string> outputs)
    {
        var start = new ProcessStartInfo("node", [Repository.PathOf("infra/web-config.mjs"), command, pages.Path]) { RedirectStandardError = true };
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
