namespace LiveShop.Core.Orders;

public enum PaymentEventType
{
    /// <summary>The session is paid.</summary>
    Paid,

    /// <summary>The customer has finished the session, and the money is on its way.</summary>
    Pending,

    /// <summary>The payment failed, or the session ended unpaid.</summary>
    Failed,
}

/// <summary>A message of a payment provider about the session of an order. It may come twice, late, and in any order.</summary>
public sealed record PaymentEvent(PaymentEventType Type, string OrderId, string SessionId);

/// <summary>Reads the messages that a payment provider sends.</summary>
public interface IPaymentEventReader
{
    /// <summary>The <see cref="IPaymentProvider.Name"/> of the provider.</summary>
    string Provider { get; }

    /// <summary>The name of the request header with the signature.</summary>
    string SignatureHeader { get; }

    /// <param name="body">As it was sent, because the signature is over its bytes.</param>
    /// <returns>Null when the message concerns no order of this shop.</returns>
    /// <exception cref="InvalidPaymentEventException">The provider did not send it, or not lately, or it cannot be read.</exception>
    PaymentEvent? Read(byte[] body, string signature);
}

/// <summary>A message that its payment provider did not sign, or not lately, or that cannot be read.</summary>
public sealed class InvalidPaymentEventException(string message) : Exception(message);
