using System.Globalization;
using LiveShop.Core.Orders;
using LiveShop.Core.Storage;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Orders;

public sealed class OrderExportFunctions(IOrderStore orders, TimeProvider clock, FunctionPipeline<OrderExportFunctions> pipeline)
{
    [Function(nameof(ExportOrders)), RequireRole(Roles.Admin)]
    [EndpointSummary("Orders as CSV for a spreadsheet, the newest first: one row for each line, the sums of an order in its first row only")]
    [Query("status", "Only orders with this status", Type = typeof(OrderStatus))]
    [Query("streamId", OrderQuery.StreamDescription), Query("search", OrderQuery.SearchDescription)]
    [ProducesResponseType(typeof(string), 200, CsvWriter.MediaType), ProducesProblem(400)]
    public Task<IResult> ExportOrders([HttpTrigger(Anonymous, "get", "head", Route = "orders.csv")] HttpRequest request) =>
        pipeline.RunAsync(request, async context =>
        {
            var filter = OrderQuery.Filter(request);
            // Read before the answer starts, so that a store that is away is a problem and not half a file.
            var first = await orders.ListAsync(filter, new(PageRequest.MaxLimit, null), context.Cancellation);
            context.ResponseHeaders.CacheControl = "no-store";
            context.ResponseHeaders.ContentDisposition =
                string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"orders-{clock.GetUtcNow():yyyy-MM-dd}.csv\"");
            return Results.Stream(body => WriteAsync(body, filter, first, context.Cancellation), CsvWriter.ContentType);
        });

    private async Task WriteAsync(Stream body, OrderFilter filter, Page<Order> first, CancellationToken cancellation)
    {
        await using var csv = new CsvWriter(body);
        await csv.WriteAsync(OrderRows.Header, cancellation);
        for (var page = first; ; page = await orders.ListAsync(filter, new(PageRequest.MaxLimit, page.ContinuationToken), cancellation))
        {
            foreach (var row in page.Items.SelectMany(OrderRows.Of))
                await csv.WriteAsync(row, cancellation);
            if (page.ContinuationToken is null)
                return;
        }
    }
}
