using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Local.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

/// <summary>LiveShop.Local in this process, on a free port of loopback, with a data folder of its own.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TemporaryFolder? ownData;

    private LocalServer(WebApplication app, TemporaryFolder? ownData)
    {
        this.app = app;
        this.ownData = ownData;
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = BaseAddress };
    }

    public Uri BaseAddress { get; }

    /// <summary>Calls without a token.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public static Task<LocalServer> StartAsync(params string[] settings) => StartAsync(null, _ => { }, settings);

    /// <param name="dataDirectory">Kept when the server is disposed of; a folder that is not is made when null.</param>
    public static async Task<LocalServer> StartAsync(string? dataDirectory, Action<IServiceCollection> configure, params string[] settings)
    {
        var ownData = dataDirectory is null ? new TemporaryFolder() : null;
        var app = LocalApp.Build(
            configure,
            ["--urls", "http://127.0.0.1:0", "--LiveShop:DataDirectory", dataDirectory ?? ownData!.Path, "--LiveShop:BuildPages", "false", .. settings]);
        try
        {
            await app.StartAsync();
            return new LocalServer(app, ownData);
        }
        catch
        {
            await app.DisposeAsync();
            ownData?.Dispose();
            throw;
        }
    }

    public async Task<string> TokenAsync(string name = "ann", params string[] roles)
    {
        var response = await Http.PostAsJsonAsync("/dev/token", new { name, roles });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Calls as an admin.</summary>
    public async Task<HttpClient> AdminAsync(string name = "ann") => WithToken(await TokenAsync(name, "admin"));

    public HttpClient WithToken(string token) => new()
    {
        BaseAddress = BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        ownData?.Dispose();
    }
}
