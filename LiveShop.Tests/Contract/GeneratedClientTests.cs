using LiveShop.Tests.GeneratedClient;
using LiveShop.Tests.GeneratedClient.Models;
using LiveShop.Tests.Local;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace LiveShop.Tests.Contract;

/// <summary>A client that Kiota generated from the API's document, against LiveShop.Local on a real socket.</summary>
public sealed class GeneratedClientTests : IAsyncLifetime
{
    /// <summary>35 million rupiah in minor units: more than 32 bits hold.</summary>
    private const long Price = 3_500_000_000;

    private LocalServer server = null!;
    private HttpClient adminHttp = null!;
    private HttpClientRequestAdapter adminAdapter = null!;
    private HttpClientRequestAdapter customerAdapter = null!;
    private LiveShopClient admin = null!;
    private LiveShopClient customer = null!;

    public async Task InitializeAsync()
    {
        server = await LocalServer.StartAsync();
        adminHttp = await server.AdminAsync();
        (adminAdapter, customerAdapter) = (AdapterOf(adminHttp), AdapterOf(server.Http));
        (admin, customer) = (new(adminAdapter), new(customerAdapter));
        await admin.Products.PostAsync(GoldBar());
    }

    public async Task DisposeAsync()
    {
        adminAdapter.Dispose();
        customerAdapter.Dispose();
        adminHttp.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_generated_client_sells_a_product_whose_price_needs_64_bits()
    {
        await admin.Livestreams.PostAsync(new CreateLiveStreamRequest { Id = "jakarta", Title = "Jakarta" });
        await admin.Livestreams["jakarta"].Start.PostAsync();
        await admin.Livestreams["jakarta"].PinProduct.PostAsync(new PinProductRequest { ProductId = "gold-bar" });

        var stream = await customer.Livestreams["jakarta"].PinnedProducts.GetAsync();
        var card = Assert.Single(stream!.PinnedProducts!).Product!;
        Assert.Equal(LiveStreamStatus.Live, stream.Status);
        Assert.Equal(("gold-bar", Price, "IDR", 5), (card.Id, card.Price!.Amount!.Value, card.Price.Currency, card.Stock!.Value));

        var cart = await customer.Carts.PostAsync();
        await customer.Carts[cart!.Id].Items.PostAsync(new AddCartItemRequest { ProductId = "gold-bar", Quantity = 2, StreamId = "jakarta" });
        var filled = await customer.Carts[cart.Id].GetAsync();
        var total = Assert.Single(filled!.Totals!);
        Assert.Equal((2 * Price, "IDR"), (total.Amount!.Value, total.Currency));
        Assert.Equal("Gold bar", Assert.Single(filled.Items!).Product!.Name);
    }

    [Fact]
    public async Task A_product_that_does_not_exist_is_a_typed_problem_with_404()
    {
        var problem = await Assert.ThrowsAsync<ProblemDetails>(() => customer.Products["nothing"].GetAsync());

        Assert.Equal((404, "urn:liveshop:problem:not-found", "/api/products/nothing"), (problem.Status, problem.Type, problem.Instance));
        Assert.False(string.IsNullOrEmpty(problem.TraceId));
    }

    [Fact]
    public async Task A_taken_id_is_a_typed_problem_with_409()
    {
        var problem = await Assert.ThrowsAsync<ProblemDetails>(() => admin.Products.PostAsync(GoldBar()));

        Assert.Equal(409, problem.Status);
    }

    [Fact]
    public async Task More_than_the_stock_is_a_typed_problem_with_409_that_says_how_many_are_left()
    {
        var cart = await customer.Carts.PostAsync();

        var problem = await Assert.ThrowsAsync<ProblemDetails>(() =>
            customer.Carts[cart!.Id].Items.PostAsync(new AddCartItemRequest { ProductId = "gold-bar", Quantity = 6 }));

        Assert.Equal((409, "urn:liveshop:problem:out-of-stock", 5), (problem.Status, problem.Type, problem.Available));
    }

    [Fact]
    public async Task A_stale_If_Match_is_a_typed_problem_with_412_and_the_current_state()
    {
        var problem = await Assert.ThrowsAsync<ProblemDetails>(() =>
            admin.Products["gold-bar"].DeleteAsync(request => request.Headers.Add("If-Match", "\"99\"")));

        Assert.Equal(412, problem.Status);
        Assert.Equal("Gold bar", problem.Current!.AdditionalData["name"]);
    }

    [Fact]
    public async Task Fields_that_are_not_valid_are_a_typed_problem_with_400_that_names_them()
    {
        var problem = await Assert.ThrowsAsync<ProblemDetails>(() =>
            admin.Products.PostAsync(new CreateProductRequest { Name = "Ring", Price = new Money { Amount = -1, Currency = "IDR" }, Stock = 1 }));

        Assert.Equal(400, problem.Status);
        Assert.Equal(["price.amount"], problem.Errors!.AdditionalData.Keys);
    }

    private static CreateProductRequest GoldBar() =>
        new() { Id = "gold-bar", Name = "Gold bar", Price = new Money { Amount = Price, Currency = "IDR" }, Stock = 5 };

    private HttpClientRequestAdapter AdapterOf(HttpClient http) =>
        new(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = new Uri(server.BaseAddress, "api").ToString() };
}
