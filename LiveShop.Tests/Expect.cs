using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Tests;

/// <summary>Assertions on the results of commands.</summary>
internal static class Expect
{
    public static T Accepted<T>(this Result<T> result) where T : class
    {
        Assert.True(result.IsAccepted, $"Refused: {result.Refusal}");
        return result.Value;
    }

    public static LiveStream State(this Result<StateTransition> result) => result.Accepted().Stream;

    public static Product State(this Result<ProductTransition> result) => result.Accepted().Product;

    /// <summary>Accepted, with a journal entry.</summary>
    public static ProductChange Change(this Result<ProductTransition> result)
    {
        var change = result.Accepted().Change;
        Assert.NotNull(change);
        return change;
    }

    /// <summary>Accepted, with a journal entry.</summary>
    public static LiveStreamChange Change(this Result<StateTransition> result)
    {
        var change = result.Accepted().Change;
        Assert.NotNull(change);
        return change;
    }

    /// <summary>Accepted, and nothing changes: the same state, no journal entry.</summary>
    public static void ChangesNothingOf(this Result<StateTransition> result, LiveStream stream)
    {
        Assert.Same(stream, result.State());
        Assert.Null(result.Accepted().Change);
    }

    /// <inheritdoc cref="ChangesNothingOf(Result{StateTransition}, LiveStream)" />
    public static void ChangesNothingOf(this Result<ProductTransition> result, Product product)
    {
        Assert.Same(product, result.State());
        Assert.Null(result.Accepted().Change);
    }

    /// <summary>Refused as invalid, for this field alone.</summary>
    public static void IsInvalidFor<T>(this Result<T> result, string field) where T : class =>
        Assert.Equal([field], Assert.IsType<Refusal.Invalid>(result.Refusal).Errors.Keys);

    public static Refusal.Conflict IsConflict<T>(this Result<T> result, string code) where T : class
    {
        var conflict = Assert.IsType<Refusal.Conflict>(result.Refusal, exactMatch: false);
        Assert.Equal(code, conflict.Code);
        return conflict;
    }

    /// <summary>The state that the refusal carries.</summary>
    public static T Current<T>(this Refusal refusal) => Assert.IsType<Refusal.IWithCurrent<T>>(refusal, exactMatch: false).Current;

    /// <summary>Refused with this current state.</summary>
    public static void HasCurrent<T>(this Refusal? refusal, T current) where T : class =>
        Assert.Same(current, Assert.IsType<Refusal.IWithCurrent<T>>(refusal, exactMatch: false).Current);

    public static Refusal.NotFound IsNotFound<T>(this Result<T> result, string resource) where T : class
    {
        var notFound = Assert.IsType<Refusal.NotFound>(result.Refusal);
        Assert.Equal(resource, notFound.Resource);
        return notFound;
    }

    public static IEnumerable<string> PinnedIds(this LiveStream stream) => stream.PinnedProducts.Select(pin => pin.ProductId);

    public static IEnumerable<string> IdsForCustomers(this LiveStream stream) => stream.PinsForCustomers.Select(pin => pin.ProductId);
}
