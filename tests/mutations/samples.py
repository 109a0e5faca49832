"""Files of others, small and with something of everything."""

ACTIVITIES = b"""<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2025-10-10T00:00:00Z">
 <iati-activity default-currency="USD" xml:lang="es" hierarchy="1" humanitarian="0">
  <iati-identifier>XM-TEST-1</iati-identifier>
  <reporting-org ref="XM-TEST" type="40"><narrative>Banco de prueba</narrative></reporting-org>
  <title><narrative>Riego &amp; agua</narrative><narrative xml:lang="en">Water</narrative></title>
  <description type="1"><narrative>Texto de ejemplo</narrative></description>
  <participating-org ref="BO-MIN" role="4" type="10"><narrative>Ministerio</narrative>
  </participating-org>
  <other-identifier ref="77" type="A1"/>
  <activity-status code="2"/>
  <activity-date type="1" iso-date="2024-01-15"/><activity-date type="3" iso-date="2026-12-31"/>
  <contact-info type="1"><email>mesa@example.org</email></contact-info>
  <activity-scope code="4"/>
  <recipient-country code="BO" percentage="60"/><recipient-country code="EC" percentage="40"/>
  <location><name><narrative>La Paz</narrative></name><point srsName="x"><pos>-16.5 -68.1</pos>
  </point></location>
  <sector vocabulary="1" code="14030" percentage="100"/>
  <policy-marker vocabulary="1" code="1" significance="2"/>
  <collaboration-type code="1"/><default-flow-type code="10"/><default-finance-type code="110"/>
  <default-aid-type code="C01" vocabulary="1"/><default-tied-status code="5"/>
  <budget type="1" status="2"><period-start iso-date="2024-01-01"/>
   <period-end iso-date="2024-12-31"/><value currency="USD" value-date="2024-01-01">1000.50</value>
  </budget>
  <transaction ref="t1"><transaction-type code="3"/><transaction-date iso-date="2024-05-06"/>
   <value currency="EUR" value-date="2024-05-06">123456.78</value>
   <provider-org ref="XM-TEST"><narrative>Banco</narrative></provider-org></transaction>
  <document-link url="https://example.org/a.pdf" format="application/pdf">
   <title><narrative>Convenio</narrative></title><category code="A01"/></document-link>
  <related-activity ref="XM-TEST-2" type="1"/>
  <result type="1" aggregation-status="1"><title><narrative>Familias</narrative></title>
   <indicator measure="1"><title><narrative>Familias con riego</narrative></title>
    <baseline year="2023" value="0"/><period><period-start iso-date="2024-01-01"/>
     <period-end iso-date="2024-12-31"/><target value="100"/><actual value="80"/></period>
   </indicator></result>
 </iati-activity>
 <iati-activity><iati-identifier>XM-TEST-2</iati-identifier>
  <title><narrative>Otra</narrative></title><activity-status code="3"/>
  <unknown kind="x">y</unknown></iati-activity>
</iati-activities>
"""

ORGANISATIONS = b"""<?xml version="1.0" encoding="UTF-8"?>
<iati-organisations version="2.03">
 <iati-organisation default-currency="USD" xml:lang="es">
  <organisation-identifier>XM-TEST</organisation-identifier>
  <name><narrative>Banco de prueba</narrative></name>
  <reporting-org ref="XM-TEST" type="40"><narrative>Banco de prueba</narrative></reporting-org>
  <total-budget><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
   <value currency="USD" value-date="2024-01-01">3000000</value></total-budget>
  <recipient-country-budget><recipient-country code="BO"/>
   <period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
   <value currency="USD" value-date="2024-01-01">1000</value></recipient-country-budget>
  <document-link url="https://example.org/b.pdf" format="application/pdf">
   <title><narrative>Informe</narrative></title><category code="B01"/></document-link>
 </iati-organisation>
</iati-organisations>
"""
