namespace LiveShop.Core.Orders;

/// <summary>Where an order is. Written to documents in kebab case, so members must not be renamed.</summary>
public enum OrderStatus
{
    /// <summary>Its pieces are being reserved.</summary>
    Reserving,

    /// <summary>Its pieces are held until the payment session ends.</summary>
    AwaitingPayment,

    /// <summary>The seller has to deliver it.</summary>
    Placed,

    Fulfilled,

    /// <summary>Not enough was in stock. Final.</summary>
    Refused,

    /// <summary>Not continued, or not paid, in time. Final.</summary>
    Expired,

    /// <summary>Final.</summary>
    Cancelled,
}

/// <summary>Written to documents in kebab case, so members must not be renamed.</summary>
public enum PaymentStatus
{
    /// <summary>Nothing was paid, and nothing has to be paid by hand.</summary>
    None,

    /// <summary>To be paid by hand, by transfer or on delivery.</summary>
    Due,

    Paid,

    /// <summary>Paid, and owed back to the customer.</summary>
    RefundDue,

    Refunded,
}
