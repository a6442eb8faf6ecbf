using LiveShop.Local.Hosting;
using LiveShop.StripeDouble;
using LiveShop.Stripe;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LiveShop.Local.Payments;

/// <summary>Payments with a double of Stripe on this machine: <c>Payments__StripeDouble=true</c>. Nobody is charged.</summary>
internal static class TestPayments
{
    private const string Setting = "Payments:StripeDouble";
    private const string EventsPath = "/api/payments/stripe/events";

    /// <summary>Starts the double and lets the shop use it, when the setting says so.</summary>
    /// <exception cref="StartupException">The shop also has keys of Stripe, or its own address is not known yet.</exception>
    public static void UseTestPayments(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>(Setting))
            return;
        if (builder.Configuration[$"{StripeSettings.Section}:SecretKey"] is not null)
            throw new StartupException("Payments__StripeDouble is for test payments: leave it out where Payments__Stripe__SecretKey is set.");

        var stripe = StripeServer.StartAsync().GetAwaiter().GetResult();
        builder.Configuration.AddInMemoryCollection(stripe.SettingsFor(PagesOf(builder)));
        builder.Services
            // The container disposes of what it has made itself.
            .AddSingleton(_ => stripe)
            .AddHostedService<EventDelivery>();
    }

    private static string PagesOf(WebApplicationBuilder builder)
    {
        if (builder.Configuration["Pages:Url"] is { Length: > 0 } pages)
            return pages;

        var own = builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)!.Split(';')[0];
        return Uri.TryCreate(own, UriKind.Absolute, out var address) && address.Port != 0
            ? own
            : throw new StartupException("Payments__StripeDouble needs Pages__Url, because customers come back to it.");
    }

    /// <summary>Tells the double where its events go, once the shop listens.</summary>
    private sealed class EventDelivery(StripeServer stripe, IServer server, IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStarted.Register(() => stripe.Endpoint = new Uri(
                new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()), EventsPath));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
