using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core.Orders;
using LiveShop.StripeDouble;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Payments;

[Collection(PaidShopCollection.Name)]
public sealed class PaymentFunctionsTests(PaidShop paid)
{
    private readonly OrderApi shop = paid.Shop;

    [Fact]
    public async Task Shop_names_its_ways_to_pay_with_the_default_first()
    {
        using var answer = await shop.Customer.GetAsync("/api/shop").IsAsync(HttpStatusCode.OK);

        var payments = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("payments");
        Assert.Equal(["stripe", "manual"], payments.EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("stripe", answer.Header("ETag"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_awaits_its_payment_with_its_pieces_held_and_is_placed_once_it_is_paid()
    {
        var product = await shop.ProductAsync(stock: 3);
        var order = await paid.OrderAsync(product);
        Assert.Equal(("awaiting-payment", "none"), (order.Order.Text("status"), order.Order.GetProperty("payment").Text("status")));
        Assert.Equal(2, await shop.AvailableAsync(product));
        Assert.StartsWith($"{paid.Stripe.Address}/pay/", order.Order.GetProperty("payment").Text("url"), StringComparison.Ordinal);
        Assert.Equal(
            order.Order.GetProperty("createdAt").GetDateTimeOffset().AddMinutes(31).ToUnixTimeSeconds(),
            order.Order.GetProperty("heldUntil").GetDateTimeOffset().ToUnixTimeSeconds());

        paid.Stripe.Ledger.Pay(paid.SessionOf(order.Id).Id);
        Assert.Equal(HttpStatusCode.OK, await paid.TellAsync(order.Id));

        var found = await paid.FindAsync(order);
        Assert.Equal(("placed", "paid"), await paid.StateAsync(order));
        Assert.Equal(JsonValueKind.Null, found.GetProperty("payment").GetProperty("url").ValueKind);
        Assert.Equal(2, await shop.AvailableAsync(product));
    }

    [Fact]
    public async Task Event_that_comes_again_changes_nothing()
    {
        var order = await paid.OrderAsync();
        paid.Stripe.Ledger.Pay(paid.SessionOf(order.Id).Id);
        await paid.TellAsync(order.Id);
        var before = await paid.FindAsync(order);

        Assert.Equal(HttpStatusCode.OK, await paid.TellAsync(order.Id));

        Assert.Equal(before.GetRawText(), (await paid.FindAsync(order)).GetRawText());
    }

    [Fact]
    public async Task Customer_may_choose_to_pay_by_hand_and_nothing_that_is_not_offered()
    {
        var cart = await shop.CartAsync(await shop.ProductAsync());
        var body = JsonSerializer.SerializeToNode(OrderBodies.Of(1990 + 490))!.AsObject();

        body["payment"] = "cheque";
        var refused = await shop.CheckOutAsync(cart, "by-cheque", Api.Json(body.ToJsonString())).IsProblemAsync(400, "validation");
        body["payment"] = "manual";
        var placed = await shop.CheckOutAsync(cart, "by-hand", Api.Json(body.ToJsonString())).JsonAsync(HttpStatusCode.Created);

        Assert.True(refused.GetProperty("errors").TryGetProperty("payment", out _));
        var order = placed.GetProperty("order");
        Assert.Equal(("placed", "due"), (order.Text("status"), order.GetProperty("payment").Text("status")));
    }

    [Fact]
    public async Task Another_way_to_pay_under_the_same_key_is_another_request()
    {
        var cart = await shop.CartAsync(await shop.ProductAsync());
        var body = JsonSerializer.SerializeToNode(OrderBodies.Of(1990 + 490))!.AsObject();
        await shop.CheckOutAsync(cart, "same-key", Api.Json(body.ToJsonString())).JsonAsync(HttpStatusCode.Created);

        body["payment"] = "manual";

        await shop.CheckOutAsync(cart, "same-key", Api.Json(body.ToJsonString())).IsAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Customer_who_cancels_gets_the_pieces_back_into_the_shop_and_can_no_longer_pay()
    {
        var product = await shop.ProductAsync(stock: 1);
        var order = await paid.OrderAsync(product);

        await shop.WithKeyAsync(HttpMethod.Post, $"/api/orders/{order.Id}/cancel", order.Key).IsAsync(HttpStatusCode.OK);

        Assert.Equal(("cancelled", "none"), await paid.StateAsync(order));
        Assert.Equal(1, await shop.AvailableAsync(product));
        Assert.Equal(SessionStatus.Expired, paid.SessionOf(order.Id).Status);
        Assert.Equal(HttpStatusCode.OK, await paid.TellAsync(order.Id));
        Assert.Equal(("cancelled", "none"), await paid.StateAsync(order));
    }

    [Fact]
    public async Task Customer_who_paid_a_moment_before_cancelling_gets_the_money_back()
    {
        var order = await paid.OrderAsync();
        paid.Stripe.Ledger.Pay(paid.SessionOf(order.Id).Id);

        await shop.WithKeyAsync(HttpMethod.Post, $"/api/orders/{order.Id}/cancel", order.Key).IsAsync(HttpStatusCode.OK);

        Assert.Equal(("cancelled", "refunded"), await paid.StateAsync(order));
        Assert.True(paid.SessionOf(order.Id).IsRefunded);
    }

    [Fact]
    public async Task Order_cannot_be_cancelled_while_the_money_is_on_its_way()
    {
        var order = await paid.OrderAsync();
        paid.Stripe.Ledger.PayLater(paid.SessionOf(order.Id).Id);
        await paid.TellAsync(order.Id);

        await shop.WithKeyAsync(HttpMethod.Post, $"/api/orders/{order.Id}/cancel", order.Key).IsProblemAsync(409, "payment-processing");

        paid.Stripe.Ledger.Settle(paid.SessionOf(order.Id).Id, isPaid: false);
        await paid.TellAsync(order.Id);
        Assert.Equal(("expired", "none"), await paid.StateAsync(order));
    }

    [Fact]
    public async Task Seller_cancels_a_paid_order_and_the_money_goes_back_by_itself()
    {
        var order = await paid.OrderAsync();
        paid.Stripe.Ledger.Pay(paid.SessionOf(order.Id).Id);
        await paid.TellAsync(order.Id);

        var cancelled = await shop.DoAsync(order.Id, "cancel").JsonAsync();

        Assert.Equal(("cancelled", "refunded"), (cancelled.Text("status"), cancelled.GetProperty("payment").Text("status")));
        Assert.True(paid.SessionOf(order.Id).IsRefunded);
    }

    [Fact]
    public async Task Paid_order_cannot_be_marked_as_paid_by_hand()
    {
        var order = await paid.OrderAsync();

        await shop.DoAsync(order.Id, "pay").IsAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Checkout_while_Stripe_does_not_answer_can_be_repeated_with_the_same_key()
    {
        var product = await shop.ProductAsync(stock: 1);
        var cart = await shop.CartAsync(product);
        var body = OrderBodies.Of(1990 + 490);
        paid.Stripe.FaultOf = _ => StripeFault.ErrorAfterwards;
        var down = await shop.CheckOutAsync(cart, "outage", body).IsAsync(HttpStatusCode.ServiceUnavailable);
        paid.Stripe.FaultOf = _ => StripeFault.None;

        var placed = await shop.CheckOutAsync(cart, "outage", body).JsonAsync(HttpStatusCode.Created);

        Assert.NotNull(down.Headers.RetryAfter);
        Assert.Equal("awaiting-payment", placed.GetProperty("order").Text("status"));
        Assert.Single(paid.Stripe.Ledger.Sessions, session => session.ClientReferenceId == placed.GetProperty("order").Text("id"));
        Assert.Equal(0, await shop.AvailableAsync(product));
    }

    [Fact]
    public async Task Forged_event_is_refused_and_changes_nothing()
    {
        var order = await paid.OrderAsync();
        paid.Stripe.Ledger.Pay(paid.SessionOf(order.Id).Id);
        using var stranger = new EventSender("whsec_forged", TimeProvider.System);

        Assert.Equal(HttpStatusCode.BadRequest, await paid.TellAsync(order.Id, stranger));

        Assert.Equal("awaiting-payment", (await paid.StateAsync(order)).Status);
    }

    [Fact]
    public async Task Event_of_an_order_that_is_unknown_or_still_reserving_is_asked_for_again()
    {
        var reserving = OrderApi.Abandoned("reserving", "mug", provider: "stripe");
        await shop.Server.Services.GetRequiredService<IOrderStore>().TryCreateAsync(reserving, default);

        foreach (var id in new[] { reserving.Id, OrderId.Of("no-cart", "no-key") })
        {
            paid.Stripe.Ledger.Pay(paid.Stripe.Ledger.Create(SessionForm.Of(id, DateTimeOffset.UtcNow)).Id);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, await paid.TellAsync(id));
        }
    }

    [Fact]
    public async Task Event_of_somebody_elses_session_is_taken_and_ignored()
    {
        paid.Stripe.Ledger.Pay(paid.Stripe.Ledger.Create(SessionForm.Of(null, DateTimeOffset.UtcNow)).Id);

        using var answer = await paid.Stripe.Sender.SendAsync(paid.Stripe.Ledger.Events[^1], paid.Endpoint);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("paypal", "{}", HttpStatusCode.NotFound)]
    [InlineData("stripe", "", HttpStatusCode.BadRequest)]
    [InlineData("stripe", "{}", HttpStatusCode.BadRequest)]
    public Task Event_that_nobody_signed_is_refused(string provider, string body, HttpStatusCode expected) =>
        shop.Customer.PostAsync($"/api/payments/{provider}/events", Api.Json(body)).IsAsync(expected);
}
