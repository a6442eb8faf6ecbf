using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.StripeDouble;

/// <summary>
/// Stripe on this machine, for tests and demonstrations: its API, its payment page and its signed events. Nobody is charged, and it
/// listens on loopback only.
/// </summary>
public sealed class StripeServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<StripeRequest> requests = new();

    private StripeServer(TimeProvider clock)
    {
        Ledger = new(clock);
        Sender = new(WebhookSecret, clock);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.UseRouting();
        new StripeApi(Ledger, SecretKey, path => FaultOf(path), requests.Enqueue).Map(app);
        Ledger.EventCreated += created =>
        {
            if (Endpoint is { } endpoint)
                _ = Sender.DeliverAsync(created, endpoint, stopping.Token);
        };
    }

    public StripeLedger Ledger { get; }

    public EventSender Sender { get; }

    public string SecretKey { get; } = $"sk_test_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

    public string WebhookSecret { get; } = $"whsec_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

    /// <summary>Where events are sent by themselves; null to send none.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How the answer to a request with this path fails.</summary>
    public Func<string, StripeFault> FaultOf { get; set; } = _ => StripeFault.None;

    /// <summary>The requests to the API, the oldest first.</summary>
    public IReadOnlyCollection<StripeRequest> Requests => requests;

    /// <summary>The address of the API, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    public static async Task<StripeServer> StartAsync(TimeProvider? clock = null)
    {
        var server = new StripeServer(clock ?? TimeProvider.System);
        await server.app.StartAsync();
        server.Address = server.app.Urls.First();
        return server;
    }

    /// <summary>The settings with which LiveShop uses this server.</summary>
    public IEnumerable<KeyValuePair<string, string?>> SettingsFor(string pagesUrl) => new Dictionary<string, string?>
    {
        ["Payments:Stripe:SecretKey"] = SecretKey,
        ["Payments:Stripe:WebhookSecret"] = WebhookSecret,
        ["Payments:Stripe:ApiBase"] = Address,
        ["Pages:Url"] = pagesUrl,
    };

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        Sender.Dispose();
        stopping.Dispose();
    }
}

/// <param name="Body">As a form.</param>
public sealed record StripeRequest(string Path, string Body);
