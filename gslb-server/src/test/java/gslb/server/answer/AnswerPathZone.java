package gslb.server.answer;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Definitions in which every branch of the answer path can be reached. */
final class AnswerPathZone {
  static final Map<String, String> FILES =
      Map.of(
          "zones/example.org.zone",
          """
          $ORIGIN example.org.
          $TTL 3600
          @        SOA   ns1 hostmaster 1 7200 900 1209600 300
                   NS    ns1
                   NS    ns2
          ns1      A     192.0.2.1
          ns2      AAAA  2001:db8::1
          www      A     192.0.2.10
          www      A     192.0.2.11
          alias    CNAME alias2
          alias2   CNAME www
          moved    DNAME new
          x.new    A     192.0.2.12
          *.wild   A     192.0.2.13
          child    NS    ns.child
          ns.child A     192.0.2.14
          last     A     192.0.2.99
          service  HTTPS 1 www alpn="h2,h3"
          telephone NAPTR 100 10 "s" "SIP+D2U" "" _sip._udp
          _sip._udp SRV  0 5 5060 www
          """,
          "datacenters.yaml",
          """
          schema: 1
          datacenters:
            fra: {region: eu, latitude: 50.11, longitude: 8.68}
            iad: {region: na, latitude: 38.95, longitude: -77.45}
            sin: {region: ap, latitude: 1.35, longitude: 103.99}
          """,
          "monitors.yaml",
          """
          schema: 1
          monitors:
            check: {type: tcp, port: 80}
          """,
          "pools/pools.yaml",
          """
          schema: 1
          pools:
            web:
              monitor: check
              members:
                - {name: m1, datacenter: fra, addresses: [192.0.2.21], weight: 10}
                - {name: m2, datacenter: iad, addresses: [192.0.2.22], weight: 20}
                - {name: m3, datacenter: sin, addresses: [192.0.2.23], weight: 70}
                - {name: m4, datacenter: fra, addresses: [192.0.2.24], weight: 40}
            two:
              monitor: check
              max_answers: 2
              selection: hash
              members:
                - {name: m1, datacenter: fra, addresses: [192.0.2.31]}
                - {name: m2, datacenter: fra, addresses: [192.0.2.32]}
                - {name: m3, datacenter: fra, addresses: [192.0.2.33]}
            turn:
              monitor: check
              selection: round_robin
              members:
                - {name: m1, datacenter: fra, addresses: [192.0.2.41]}
                - {name: m2, datacenter: fra, addresses: [192.0.2.42]}
            alias:
              monitor: check
              members:
                - {name: m1, datacenter: fra, cname: drawn.example.org.}
                - {name: m2, datacenter: fra, cname: www.example.org.}
            crowd:
              monitor: check
              max_answers: 3
              members:
                - {name: c0, datacenter: fra, addresses: [192.0.2.100], weight: 1}
                - {name: c1, datacenter: fra, addresses: [192.0.2.101], weight: 2}
                - {name: c2, datacenter: fra, addresses: [192.0.2.102], weight: 5}
                - {name: c3, datacenter: fra, addresses: [192.0.2.103], weight: 10}
                - {name: c4, datacenter: fra, addresses: [192.0.2.104], weight: 17}
                - {name: c5, datacenter: fra, addresses: [192.0.2.105], weight: 26}
                - {name: c6, datacenter: fra, addresses: [192.0.2.106], weight: 37}
                - {name: c7, datacenter: fra, addresses: [192.0.2.107], weight: 50}
                - {name: c8, datacenter: fra, addresses: [192.0.2.108], weight: 65}
                - {name: c9, datacenter: fra, addresses: [192.0.2.109], weight: 82}
                - {name: c10, datacenter: fra, addresses: [192.0.2.110], weight: 101}
                - {name: c11, datacenter: fra, addresses: [192.0.2.111], weight: 122}
                - {name: c12, datacenter: fra, addresses: [192.0.2.112], weight: 145}
                - {name: c13, datacenter: fra, addresses: [192.0.2.113], weight: 170}
                - {name: c14, datacenter: fra, addresses: [192.0.2.114], weight: 197}
                - {name: c15, datacenter: fra, addresses: [192.0.2.115], weight: 226}
                - {name: c16, datacenter: fra, addresses: [192.0.2.116], weight: 257}
                - {name: c17, datacenter: fra, addresses: [192.0.2.117], weight: 290}
                - {name: c18, datacenter: fra, addresses: [192.0.2.118], weight: 325}
                - {name: c19, datacenter: fra, addresses: [192.0.2.119], weight: 362}
            broken:
              monitor: check
              members:
                - {name: m1, datacenter: fra, addresses: [192.0.2.51]}
          """,
          "policies/example.org.yaml",
          """
          schema: 1
          zone: example.org
          policies:
            drawn: {create: true, types: [A], rules: [{pools: [web]}]}
            split:
              create: true
              types: [A]
              rules:
                - when: {geo: [EU], not: {geo: [EU-FR, EU-NO], nets: [5.0.0.0/9, "2a01::/17"]}}
                  split: [{percent: 5, pools: [web]}, {percent: 95, pools: [two]}]
                  prefer: nearest
                - {pools: [web], prefer: nearest}
            turn: {create: true, types: [A], rules: [{pools: [turn]}]}
            crowd: {create: true, types: [A], rules: [{pools: [crowd]}]}
            trickle: {create: true, types: [A], rules: [{pools: [two, web], trickle: 10%}]}
            steered-alias: {create: true, types: [CNAME], rules: [{pools: [alias]}]}
            last: {types: [A], rules: [{pools: [broken]}]}
          """);

  private AnswerPathZone() {}

  static byte[] query(String name, String type, @Nullable String subnet, boolean edns)
      throws IOException {
    Name owner = Name.fromString(name, Name.root);
    Message query = Message.newQuery(Record.newRecord(owner, Type.value(type), DClass.IN));
    if (edns) {
      return withOptions(query, subnet == null ? List.of() : List.of(option(subnet)));
    }
    return query.toWire();
  }

  /**
   * A query with every option we answer to: client subnet, NSID, cookies, keepalive, ZONEVERSION.
   *
   * @param cookies the client's and the server's
   */
  static byte[] everyOption(String name, String type, String subnet, byte[] cookies)
      throws IOException {
    Name owner = Name.fromString(name, Name.root);
    return withOptions(
        Message.newQuery(Record.newRecord(owner, Type.value(type), DClass.IN)),
        List.of(
            option(subnet),
            new GenericEDNSOption(3, new byte[0]),
            new GenericEDNSOption(10, cookies),
            new GenericEDNSOption(11, new byte[0]),
            new GenericEDNSOption(19, new byte[0])));
  }

  private static byte[] withOptions(Message query, List<EDNSOption> options) {
    query.addRecord(new OPTRecord(1232, 0, 0, 0, options), Section.ADDITIONAL);
    return query.toWire();
  }

  private static ClientSubnetOption option(String subnet) throws IOException {
    String[] parts = subnet.split("/");
    return new ClientSubnetOption(Integer.parseInt(parts[1]), InetAddress.getByName(parts[0]));
  }
}
