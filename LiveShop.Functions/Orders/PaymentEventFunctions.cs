using LiveShop.Core.Orders;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Orders;

public sealed class PaymentEventFunctions(
    OrderCommands orders, IEnumerable<IPaymentEventReader> readers, FunctionPipeline<PaymentEventFunctions> pipeline)
{
    /// <summary>In bytes; an event with a session of thirty lines has about 20,000.</summary>
    public const int MaxLength = 256 * 1024;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    [Function(nameof(ReceivePaymentEvent)), Public]
    [EndpointSummary(
        "Where a payment provider sends its signed events, any number of times and in any order; 503 asks for the event again later")]
    [AcceptsFile("application/json"), ProducesResponseType(200), ProducesProblem(404)]
    public Task<IResult> ReceivePaymentEvent(
        [HttpTrigger(Anonymous, "post", Route = "payments/{provider}/events")] HttpRequest request, string provider) =>
        pipeline.RunAsync(request, async context =>
        {
            if (readers.FirstOrDefault(reader => reader.Provider == provider) is not { } reader)
                return context.NotFound("payment provider", provider);

            var body = await RequestBody.ReadFileAsync(request, MaxLength);
            if (Read(reader, body, request.Headers[reader.SignatureHeader].ToString()) is { } message
                && !await orders.FollowAsync(message, context.Cancellation))
            {
                throw NotYet();
            }

            return Results.Ok();
        });

    private static PaymentEvent? Read(IPaymentEventReader reader, byte[] body, string signature)
    {
        try
        {
            return reader.Read(body, signature);
        }
        catch (InvalidPaymentEventException invalid)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "signature", invalid.Message);
        }
    }

    private static ProblemException NotYet() => new(
        StatusCodes.Status503ServiceUnavailable, "order-not-ready", "The order is not known yet or not ready. Send the event again.")
    {
        RetryAfter = Retry,
    };
}
