namespace LiveShop.Core.Orders;

/// <summary>The payment providers that are set up, and those of them that customers may choose.</summary>
public sealed class PaymentProviders
{
    private readonly Dictionary<string, IPaymentProvider> byName;

    /// <param name="offersManual">Whether customers may pay by hand; null: only where there is no other way.</param>
    public PaymentProviders(IEnumerable<IPaymentProvider> providers, bool? offersManual = null)
    {
        byName = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);
        IsOnline = byName.Keys.Any(name => name != ManualPayment.ProviderName);
        var online = byName.Keys.Where(name => name != ManualPayment.ProviderName).Order(StringComparer.Ordinal).ToList();
        Offered = (offersManual ?? online.Count == 0) || online.Count == 0 ? [.. online, ManualPayment.ProviderName] : online;
    }

    /// <summary>The names of the providers that new orders can use, the default first.</summary>
    public IReadOnlyList<string> Offered { get; }

    /// <summary>Whether customers can pay at a provider's page.</summary>
    public bool IsOnline { get; }

    /// <param name="name">The customer's choice; null for the default.</param>
    /// <returns>Null when it is not offered.</returns>
    public IPaymentProvider? Choose(string? name) =>
        Offered.Contains(name ?? Offered[0], StringComparer.Ordinal) ? byName[name ?? Offered[0]] : null;

    /// <summary>Whether the provider of the order is set up.</summary>
    public bool Has(Order order) => byName.ContainsKey(order.Payment.Provider);

    /// <exception cref="PaymentUnavailableException">The provider is not set up any more.</exception>
    public IPaymentProvider Of(Order order) => byName.GetValueOrDefault(order.Payment.Provider)
        ?? throw new PaymentUnavailableException($"The payment provider '{order.Payment.Provider}' is not set up.");
}
