using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Orders;

/// <summary>Checks page by page, first the pieces of every product, then the reservations of every order.</summary>
public sealed class StockCheckFunctions(
    IProductStore products, IOrderStore orders, StockCheck pieces, ReservationCheck reservations,
    FunctionPipeline<StockCheckFunctions> pipeline)
{
    /// <summary>Starts the continuation tokens of the second part; it is in no token of a store.</summary>
    private const string Orders = "orders.";

    /// <summary>The products or orders that are checked at the same time.</summary>
    private const int MaxParallelism = 8;

    [Function(nameof(CheckStock)), RequireRole(Roles.Admin)]
    [EndpointSummary("What is wrong with the stock: pieces that are missing or too many, and reservations that contradict their orders")]
    [Paged, ProducesResponseType<StockCheckResource>(200)]
    public Task<IResult> CheckStock([HttpTrigger(Anonymous, "get", "head", Route = "stock-check")] HttpRequest request) =>
        pipeline.RunAsync(request, context =>
        {
            context.ResponseHeaders.CacheControl = "no-store";
            return context.PageAsync(async page => context.Ok(
                page.ContinuationToken?.StartsWith(Orders, StringComparison.Ordinal) is true
                    ? await CheckOrdersAsync(page.ContinuationToken[Orders.Length..], page.Limit, context.Cancellation)
                    : await CheckProductsAsync(page, context.Cancellation)));
        });

    private async Task<StockCheckResource> CheckProductsAsync(PageRequest request, CancellationToken cancellation)
    {
        var page = await products.ListAsync(null, null, request, cancellation);
        var found = await CheckAsync(page.Items, product => pieces.CheckAsync(product.Id, cancellation), cancellation);
        return new(found, [], page.Items.Count, 0, page.ContinuationToken ?? Orders);
    }

    private async Task<StockCheckResource> CheckOrdersAsync(string token, int limit, CancellationToken cancellation)
    {
        var page = await orders.ListAsync(new(), new(limit, token is "" ? null : token), cancellation);
        var found = await CheckAsync(page.Items, order => reservations.CheckAsync(order, cancellation), cancellation);
        return new([], found, 0, page.Items.Count, page.ContinuationToken is { } next ? Orders + next : null);
    }

    private static async Task<IReadOnlyList<TDifference>> CheckAsync<T, TDifference>(
        IReadOnlyList<T> checkedOnes, Func<T, Task<IReadOnlyList<TDifference>>> check, CancellationToken cancellation)
    {
        var differences = new IReadOnlyList<TDifference>[checkedOnes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            checkedOnes.Index(), options, async (one, _) => differences[one.Index] = await check(one.Item));
        return [.. differences.SelectMany(found => found)];
    }
}

/// <summary>A part of the check; it is complete once there is no continuation token.</summary>
/// <param name="Items">Products whose pieces do not add up.</param>
/// <param name="Reservations">Orders whose reservations contradict their status.</param>
/// <param name="Checked">The products that were checked for this answer.</param>
/// <param name="CheckedOrders">The orders that were checked for this answer, which come after all products.</param>
public sealed record StockCheckResource(
    IReadOnlyList<StockDifference> Items, IReadOnlyList<ReservationDifference> Reservations, int Checked, int CheckedOrders,
    string? ContinuationToken);
