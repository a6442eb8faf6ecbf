using LiveShop.Core.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveShop.Stripe;

public static class StripeServiceCollectionExtensions
{
    /// <summary>Lets customers pay with Stripe, where the settings <c>Payments__Stripe__…</c> hold its keys.</summary>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong.</exception>
    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration) =>
        StripeSettings.From(configuration) is not { } settings
            ? services
            : services
                .AddSingleton(settings)
                .AddSingleton<IPaymentProvider, StripePayment>()
                .AddSingleton<IPaymentEventReader, StripeEvents>();
}
