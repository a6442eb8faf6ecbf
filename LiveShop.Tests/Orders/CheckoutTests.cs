using LiveShop.Core;
using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using LiveShop.Tests.Orders.Concurrency;
using LiveShop.Tests.Storage.InMemory;

namespace LiveShop.Tests.Orders;

public class CheckoutTests
{
    private const string Key = "key-1";

    private readonly OrderWorld world = new(new Dictionary<string, int> { ["lamp"] = 5, ["mug"] = 2 });
    private readonly OrderProcess shop;
    private readonly InTurn calls = new();

    public CheckoutTests() => shop = new(world, calls, new() { SchedulesCarts = true });

    [Fact]
    public async Task Order_has_the_cart_s_lines_with_the_server_s_prices_shipping_and_vat()
    {
        var cart = HasCart("mug", "lamp");

        var order = (await CheckOutAsync(cart, 2 * 1990 + 490)).Accepted().Order;

        Assert.Equal((OrderStatus.Placed, PaymentStatus.Due), (order.Status, order.Payment.Status));
        Assert.Equal([("mug", 1990L), ("lamp", 1990L)], order.Lines.Select(line => (line.ProductId, line.UnitPrice.Amount)));
        Assert.Equal((3980, 490, 4470), (order.Totals.Goods.Amount, order.Totals.Shipping.Amount, order.Total.Amount));
        Assert.Equal(714, Assert.Single(order.Totals.Vat).Vat.Amount);
        Assert.Equal([OrderEventType.Created, OrderEventType.Placed], order.History.Select(entry => entry.Type));
        Assert.Null(order.DueAt);
        Assert.Equal((1, 4), (Available("mug"), Available("lamp")));
    }

    [Fact]
    public async Task Line_has_the_VAT_rate_that_its_product_names_and_the_default_for_one_the_shop_does_not_have()
    {
        HasProduct("book", "reduced");
        HasProduct("ring", "luxury");

        var order = (await CheckOutAsync(HasCart("mug", "book", "ring"), 3 * 1990)).Accepted().Order;

        Assert.Equal(
            [("mug", "standard"), ("book", "reduced"), ("ring", "standard")], order.Lines.Select(line => (line.ProductId, line.Vat.Id)));
        Assert.Equal([(1900, 3980L), (700, 1990L)], order.Totals.Vat.Select(vat => (vat.BasisPoints, vat.Gross.Amount)));

        void HasProduct(string id, string vatRateId)
        {
            world.Database.Products.TryCreate(
                id, Product.Create(id, Sample.ProductDetails() with { VatRateId = vatRateId }, Sample.By(Sample.Ann)).State());
            world.Database.Stocks.TryCreate(id, ProductStock.Create(id, [(ProductVariant.DefaultId, 5)], Sample.Noon));
        }
    }

    [Fact]
    public async Task Repeated_request_gets_the_same_order_and_key_and_takes_nothing_more()
    {
        var cart = HasCart("mug");
        var first = (await CheckOutAsync(cart)).Accepted();

        var again = (await CheckOutAsync(cart)).Accepted();

        Assert.Equal((first.Order.Id, first.OrderKey), (again.Order.Id, again.OrderKey));
        Assert.True(again.Order.IsKey(first.OrderKey));
        Assert.Equal(1, Available("mug"));
    }

    [Fact]
    public async Task Repeated_request_goes_on_with_the_order_s_lines_although_the_cart_is_empty_by_now()
    {
        var cart = HasCart("mug");
        var order = (await CheckOutAsync(cart)).Accepted().Order;
        await shop.Orders.EmptyCartAsync(order, default);

        Assert.Equal(order.Id, (await CheckOutAsync(cart)).Accepted().Order.Id);
    }

    [Fact]
    public async Task Same_key_with_another_body_is_refused()
    {
        var cart = HasCart("mug");
        await CheckOutAsync(cart);

        var other = await shop.Checkout.CheckoutAsync(cart.Id, Key, OrderSample.Request(2480) with { Note = "Another note" }, default);

        Assert.IsType<Refusal.IdempotencyKeyReused>(other.Refusal);
    }

    [Theory]
    [InlineData("orders.create")]
    [InlineData("carts.save")]
    [InlineData("stock.find")]
    [InlineData("stock.write")]
    [InlineData("orders.save")]
    public async Task Request_that_stopped_before_a_step_is_finished_by_its_repetition(string step)
    {
        var cart = HasCart("mug");
        calls.OnceBefore(step, () => throw new IOException("The process stops here."));
        await Assert.ThrowsAsync<IOException>(() => CheckOutAsync(cart));

        var order = (await CheckOutAsync(cart)).Accepted().Order;

        Assert.Equal(OrderStatus.Placed, order.Status);
        Assert.Equal(1, Available("mug"));
    }

    [Fact]
    public async Task Order_that_is_short_is_refused_with_what_is_left_and_everything_goes_back()
    {
        var cart = HasCart("lamp", "mug");
        await shop.Stock.CorrectAsync("mug", StockChange.Set("default", 2, 0), null, new Caller(Sample.Ann), default);

        var refused = (await CheckOutAsync(cart, 2 * 1990 + 490)).IsConflict("out-of-stock").Current<ShortOrder>();

        Assert.Equal([new("lamp", 1, 5), new ShortLine("mug", 1, 0)], refused.Lines);
        var order = world.Database.Orders.Find(refused.OrderId)!.Value;
        Assert.Equal((OrderStatus.Refused, false, null), (order.Status, order.IsReleaseDue, order.DueAt));
    }

    [Fact]
    public async Task Second_buyer_of_the_last_pieces_is_told_that_they_are_gone()
    {
        (await CheckOutAsync(HasCart("mug"))).Accepted();
        (await CheckOutAsync(HasCart("mug"))).Accepted();

        (await CheckOutAsync(HasCart("mug"))).IsConflict("out-of-stock");

        Assert.Equal(0, Available("mug"));
    }

    [Fact]
    public async Task Another_total_than_expected_is_refused_with_the_cart()
    {
        var cart = HasCart("mug");

        Assert.Equal(cart.Id, (await CheckOutAsync(cart, 1990)).IsConflict("price-changed").Current<PricedCart>().Id);

        Assert.Empty(world.Orders);
    }

    [Fact]
    public async Task Empty_cart_is_refused() => (await CheckOutAsync(HasCart())).IsConflict("cart-empty");

    [Fact]
    public async Task Unknown_cart_is_not_found_and_not_named()
    {
        var refused = (await CheckOutAsync(Cart.Create(Sample.Noon))).IsNotFound("cart");

        Assert.True(refused.Id.Length < 8);
    }

    [Fact]
    public async Task Currency_other_than_the_shop_s_is_refused()
    {
        world.Database.Products.TryCreate("dollar-mug", Sample.Product("dollar-mug", currency: "USD"));

        (await CheckOutAsync(HasCart("mug", "dollar-mug"))).IsConflict("mixed-currencies");
    }

    [Fact]
    public async Task More_products_than_an_order_holds_are_refused()
    {
        var ids = Enumerable.Range(0, Order.MaxProducts + 1).Select(n => $"p{n}").ToArray();
        foreach (var id in ids)
            world.Database.Products.TryCreate(id, Sample.Product(id));

        (await CheckOutAsync(HasCart(ids))).IsConflict("too-many-products");
    }

    [Fact]
    public async Task Country_that_is_not_shipped_to_is_invalid()
    {
        var request = OrderSample.Request(2480) with { Address = OrderSample.Address with { Country = "FR" } };

        (await shop.Checkout.CheckoutAsync(HasCart("mug").Id, Key, request, default)).IsInvalidFor("address.country");
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@example")]
    [InlineData("a@b@example.com")]
    [InlineData("ada lovelace@example.com")]
    [InlineData("ada@exa mple.com")]
    [InlineData("<ada@example.com>")]
    [InlineData("ada@example..com")]
    [InlineData("")]
    public async Task Text_that_is_no_email_is_invalid(string email) =>
        (await CheckOutAsync(OrderSample.Contact with { Email = email })).IsInvalidFor("contact.email");

    [Theory]
    [InlineData("<b>Ada</b>")]
    [InlineData("Ada\nLovelace")]
    [InlineData("  ")]
    public async Task Name_with_markup_line_breaks_or_nothing_is_invalid(string name) =>
        (await CheckOutAsync(OrderSample.Contact with { Name = name })).IsInvalidFor("contact.name");

    [Fact]
    public async Task Missing_key_is_invalid() =>
        (await shop.Checkout.CheckoutAsync(HasCart("mug").Id, null, OrderSample.Request(2480), default))
        .IsInvalidFor(IdempotencyKey.Header);

    [Fact]
    public async Task Everything_that_is_missing_is_named_by_its_field()
    {
        var refused = await shop.Checkout.CheckoutAsync(HasCart("mug").Id, Key, new(null, null, null, null), default);

        Assert.Equal(
            ["address.city", "address.country", "address.line1", "contact.email", "contact.name", "expectedTotal"],
            Assert.IsType<Refusal.Invalid>(refused.Refusal).Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Second_key_for_a_cart_is_told_the_order_that_is_open()
    {
        var cart = HasCart("mug");
        calls.OnceBefore("stock.find", () => throw new IOException("The process stops here."));
        await Assert.ThrowsAsync<IOException>(() => CheckOutAsync(cart));

        var open = (await CheckOutAsync(cart, key: "key-2")).IsConflict("checkout-open").Current<Order>();

        Assert.Equal(OrderId.Of(cart.Id, Key), open.Id);
        (await shop.Orders.CancelByCustomerAsync(open.Id, default)).Accepted();
        Assert.Equal(OrderStatus.Placed, (await CheckOutAsync(cart, key: "key-2")).Accepted().Order.Status);
        Assert.Equal(1, Available("mug"));
    }

    [Fact]
    public async Task Second_key_for_a_cart_that_was_ordered_finds_only_what_was_added_since()
    {
        var cart = HasCart("mug");
        (await CheckOutAsync(cart)).Accepted();

        (await CheckOutAsync(cart, key: "key-2")).IsConflict("cart-empty");
    }

    [Fact]
    public async Task Placed_order_leaves_its_cart_once_and_what_was_added_since_stays()
    {
        var cart = HasCart("mug");
        var order = (await CheckOutAsync(cart)).Accepted().Order;
        var stored = world.Database.Carts.Find(cart.Id)!;
        world.Database.Carts.TrySave(
            cart.Id, stored.Value.Add(Sample.Product("mug"), new("mug", 2, null, null), Sample.Noon).Accepted(), stored.ETag);

        await shop.Orders.EmptyCartAsync(order, default);
        await shop.Orders.EmptyCartAsync(order, default);

        Assert.Equal(2, Assert.Single(world.Database.Carts.Find(cart.Id)!.Value.Items).Quantity);
    }

    [Fact]
    public async Task Nothing_that_formats_an_order_shows_the_person_or_the_key()
    {
        var result = (await CheckOutAsync(HasCart("mug"))).Accepted();

        object[] formatted =
        [
            result, result.Order, result.Order.Customer!, result.Order.Customer!.Address, OrderSample.Request(1), OrderSample.Contact,
            OrderSample.Address,
        ];
        var text = string.Join(' ', formatted);

        Assert.All(
            ["Ada", "ada@example.com", "Linden", "10117", "1234567", "ring twice", result.OrderKey],
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    private int? Available(string productId) => world.Database.Stocks.Find(productId)!.Value.Find("default")!.Available;

    private Cart HasCart(params string[] productIds)
    {
        var cart = productIds.Aggregate(
            Cart.Create(Sample.Noon),
            (filled, id) => filled.Add(world.Database.Products.Find(id)?.Value, new(id, 1, "demo", null), Sample.Noon).Accepted());
        world.Database.Carts.TryCreate(cart.Id, cart);
        return cart;
    }

    private Task<Result<CheckoutResult>> CheckOutAsync(Cart cart, long expectedTotal = 2480, string key = Key) =>
        shop.Checkout.CheckoutAsync(cart.Id, key, OrderSample.Request(expectedTotal), default);

    private Task<Result<CheckoutResult>> CheckOutAsync(ContactDetails contact) =>
        shop.Checkout.CheckoutAsync(HasCart("mug").Id, Key, OrderSample.Request(2480) with { Contact = contact }, default);
}
