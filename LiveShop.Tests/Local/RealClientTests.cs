using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Local;

/// <summary>The npm SignalR client that the web pages use, against a running server.</summary>
public sealed class RealClientTests(NodeModules modules) : IClassFixture<NodeModules>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, InlineData("WebSockets"), InlineData("ServerSentEvents"), InlineData("LongPolling")]
    public async Task Npm_SignalR_client_receives_a_pin_over(string transport)
    {
        await using var server = await LocalServer.StartAsync();
        using var admin = await server.AdminAsync();
        using var customer = Process.Start(new ProcessStartInfo("node",
            [Path.Combine(AppContext.BaseDirectory, "RealClient", "customer.mjs"), modules.Folder, server.BaseAddress.ToString().TrimEnd('/'), "demo", transport])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var joined = await EventAsync(customer, "joined");
            Assert.Equal(202, joined.GetProperty("status").GetInt32());

            (await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl", displayOrder = 0 })).EnsureSuccessStatusCode();

            var state = (await EventAsync(customer, "state")).GetProperty("state");
            Assert.Equal("bowl", state.GetProperty("pinnedProducts")[0].GetProperty("productId").GetString());
            customer.StandardInput.Close();
            Assert.Equal(JsonValueKind.Null, (await EventAsync(customer, "closed")).GetProperty("error").ValueKind);
        }
        finally
        {
            customer.Kill();
        }
    }

    private static async Task<JsonElement> EventAsync(Process customer, string name)
    {
        while (true)
        {
            var line = await customer.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            Assert.True(line is not null, $"The client ended before it said '{name}'.");
            var said = JsonElement.Parse(line);
            if (said.GetProperty("event").GetString() == name)
                return said;
        }
    }
}

/// <summary>Installs the npm packages of the web project when they are missing.</summary>
public sealed class NodeModules : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Folder { get; } = Path.Combine(Repository.Root, "web");

    public async Task InitializeAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@microsoft", "signalr")))
            return;

        using var npm = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund") { WorkingDirectory = Folder, RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(Patience);
        await npm.StandardOutput.ReadToEndAsync(patience.Token);
        await npm.WaitForExitAsync(patience.Token);
        Assert.Equal(0, npm.ExitCode);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
