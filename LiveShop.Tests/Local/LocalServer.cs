using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Local.Hosting;
using LiveShop.Local.SignIn;
using LiveShop.Tests.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Local;

/// <summary>
/// LiveShop.Local in this process, on a free port of loopback, with a data folder of its own. Its clients hold every answer
/// to the contract, and when it ends nothing of the tokens they used, of the carts, or of an account's key may stand in its log.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly Secrets secrets = new();
    private readonly WebApplication app;
    private readonly TemporaryFolder? ownData;

    private LocalServer(WebApplication app, string dataDirectory, TemporaryFolder? ownData, CapturedLog log, string[] settings)
    {
        secrets.AddKeysIn(settings);
        (this.app, DataDirectory, this.ownData, Log) = (app, dataDirectory, ownData, log);
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = NewClient();
    }

    public Uri BaseAddress { get; }

    public string DataDirectory { get; }

    public CapturedLog Log { get; }

    /// <summary>Calls without a token.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public static Task<LocalServer> StartAsync(params string[] settings) => StartAsync(null, _ => { }, settings);

    /// <param name="dataDirectory">Kept when the server is disposed of; a folder that is not is made when null.</param>
    public static async Task<LocalServer> StartAsync(string? dataDirectory, Action<IServiceCollection> configure, params string[] settings)
    {
        var ownData = dataDirectory is null ? new TemporaryFolder() : null;
        var data = dataDirectory ?? ownData!.Path;
        var log = new CapturedLog();
        var app = LocalApp.Build(
            services => configure(services.AddSingleton<ILoggerProvider>(log)),
            ["--urls", "http://127.0.0.1:0", "--LiveShop:DataDirectory", data, "--LiveShop:BuildPages", "false", .. settings]);
        try
        {
            await app.StartAsync();
            return new LocalServer(app, data, ownData, log, settings);
        }
        catch
        {
            await app.DisposeAsync();
            ownData?.Dispose();
            throw;
        }
    }

    public async Task<string> TokenAsync(string name = "ann", string role = "admin")
    {
        var response = await Http.PostAsJsonAsync("/dev/token", new { name, role });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>A good token of somebody without a role.</summary>
    public string CustomerToken(string name) => Services.GetRequiredService<InstallationKey>().Sign(
        LocalTokenValidator.Audience, TimeSpan.FromHours(1), new Dictionary<string, object> { ["sub"] = name, ["name"] = name });

    /// <summary>Calls as an admin.</summary>
    public async Task<HttpClient> AdminAsync(string name = "ann") => WithToken(await TokenAsync(name));

    public HttpClient WithToken(string token)
    {
        secrets.Add(token);
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Adds a secret that its own clients do not see.</summary>
    public void MustNotLog(string secret) => secrets.Add(secret);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        // An empty log is normal, so whether it was captured is checked by its registration.
        var isListenedTo = app.Services.GetServices<ILoggerProvider>().Contains(Log);
        await app.StopAsync();
        await app.DisposeAsync();
        ownData?.Dispose();
        Assert.True(isListenedTo, "Nobody listened to the log.");
        secrets.AreNotIn(Log.Lines, mayBeQuiet: true);
    }

    private HttpClient NewClient() => new(new ContractHandler(secrets)) { BaseAddress = BaseAddress };
}
